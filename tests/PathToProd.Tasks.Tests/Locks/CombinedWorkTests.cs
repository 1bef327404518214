using System.Collections.Concurrent;
using PathToProd.Tasks.Locks;

namespace PathToProd.Tasks.Tests.Locks;

/// <summary>Work of several threads, done by one of them.</summary>
[CancelAfter(60_000)]
public sealed class CombinedWorkTests
{
    [Test]
    public void All_work_is_done_once_in_its_order_and_never_by_two_at_a_time()
    {
        var (done, atWork) = (new List<int>(), 0);
        var work = new CombinedWork<int>(numbers =>
        {
            Interlocked.Increment(ref atWork).ShouldBe(1);
            done.AddRange(numbers);
            Interlocked.Decrement(ref atWork);
            return new Exception?[numbers.Count];
        });

        Parallel.For(0, 8, writer => Each(writer, number => work.Do(number)));

        done.ShouldBe(Enumerable.Range(0, 8000), ignoreOrder: true);
        done.GroupBy(number => number / 1000).ShouldAllBe(one => one.SequenceEqual(one.Order()));
    }

    [Test]
    public void What_goes_wrong_with_one_is_thrown_to_that_one()
    {
        var work = new CombinedWork<int>(numbers =>
            [.. numbers.Select(number => number % 7 == 0 ? new IOException($"{number}") : null)]
        );
        var failed = new ConcurrentBag<int>();

        Parallel.For(
            0,
            8,
            writer =>
                Each(
                    writer,
                    number =>
                    {
                        try
                        {
                            work.Do(number);
                        }
                        catch (IOException exception)
                        {
                            exception.Message.ShouldBe($"{number}");
                            failed.Add(number);
                        }
                    }
                )
        );

        failed.ShouldBe(Enumerable.Range(0, 8000).Where(number => number % 7 == 0), ignoreOrder: true);
    }

    [Test]
    public void What_is_thrown_went_wrong_with_all_that_waited_and_the_next_are_tried()
    {
        using var isGo = new ManualResetEventSlim();
        using var isAtWork = new ManualResetEventSlim();
        var calls = 0;
        var work = new CombinedWork<int>(numbers =>
        {
            isAtWork.Set();
            isGo.Wait();
            return Interlocked.Increment(ref calls) == 2
                ? throw new IOException("the disk is full")
                : new Exception?[numbers.Count];
        });
        var failures = new ConcurrentBag<string>();
        var threads = Waiters.Start(
            5,
            number =>
            {
                try
                {
                    work.Do(number);
                }
                catch (IOException exception)
                {
                    failures.Add(exception.Message);
                }
            },
            isAtWork
        );
        isGo.Set();
        Array.ForEach(threads, thread => thread.Join());

        failures.ShouldBe(Enumerable.Repeat("the disk is full", 4));
        calls.ShouldBe(2);
        work.Do(6);
        calls.ShouldBe(3);
    }

    private static void Each(int writer, Action<int> act)
    {
        for (var number = 1000 * writer; number < 1000 * (writer + 1); number++)
        {
            act(number);
        }
    }
}
