using PathToProd.Text;

namespace PathToProd.Tests.Text;

public sealed class DigestTests
{
    [Test]
    public void A_digest_is_read_in_either_case_and_written_in_lower_case()
    {
        Digest.TryParse("sha256:" + new string('A', 64), out var digest).ShouldBeTrue();

        digest.ShouldBe(new Digest(DigestAlgorithm.Sha256, new string('a', 64)));
        digest!.ToString().ShouldBe("sha256:" + new string('a', 64));
    }

    [Test]
    public void A_digest_of_512_bits_is_read()
    {
        Digest.TryParse("sha512:" + new string('0', 128), out var digest).ShouldBeTrue();

        digest!.Algorithm.ShouldBe(DigestAlgorithm.Sha512);
    }

    [TestCase("")]
    [TestCase("sha256:")]
    [TestCase("sha256:12")]
    [TestCase("zzzz")]
    public void What_is_not_a_digest_is_not_read(string text) => Digest.TryParse(text, out _).ShouldBeFalse();

    [Test]
    public void Letters_that_are_not_digits_are_not_read() =>
        Digest.TryParse("sha256:" + new string('g', 64), out _).ShouldBeFalse();

    [Test]
    public void The_digits_must_be_as_many_as_the_algorithm_has() =>
        Digest.TryParse("sha512:" + new string('0', 64), out _).ShouldBeFalse();
}
