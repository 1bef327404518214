using PathToProd.Text;

namespace PathToProd.Tests.Text;

[CancelAfter(60_000)]
public sealed class SideBySideTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(32)]
    [TestCase(33)]
    [TestCase(1000)]
    public void Each_is_done_once(int count)
    {
        var done = new int[count];

        SideBySide.For(count, index => Interlocked.Increment(ref done[index]));

        done.ShouldAllBe(times => times == 1);
    }

    [Test]
    public void The_first_exception_is_thrown_and_stops_the_rest()
    {
        var done = 0;

        Should
            .Throw<InvalidOperationException>(() =>
                SideBySide.For(
                    1_000_000,
                    index =>
                    {
                        Interlocked.Increment(ref done);
                        throw new InvalidOperationException("broken");
                    }
                )
            )
            .Message.ShouldBe("broken");

        done.ShouldBeLessThanOrEqualTo(Environment.ProcessorCount);
    }
}
