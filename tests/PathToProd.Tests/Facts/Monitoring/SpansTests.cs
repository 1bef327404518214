using FsCheck;
using FsCheck.Fluent;
using PathToProd.Facts.Monitoring;

namespace PathToProd.Tests.Facts.Monitoring;

/// <summary>Times, compared with the sets of their minutes.</summary>
public sealed class SpansTests
{
    private const int Minutes = 30;

    private static readonly DateTimeOffset Day = new(2026, 11, 29, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<TimeRange> Range =
        from start in Gen.Choose(0, Minutes)
        from end in Gen.Choose(0, Minutes)
        select new TimeRange(Day.AddMinutes(start), Day.AddMinutes(end));

    private static readonly Gen<Spans> AnySpans = Range.ListOf().Select(ranges => Spans.Of(ranges));

    [Test]
    public void They_hold_the_minutes_of_what_they_are_made_of() =>
        Prop.ForAll(
                Range.ListOf().ToArbitrary(),
                ranges =>
                    Held(Spans.Of(ranges))
                        .ShouldBe(
                            Enumerable.Range(0, Minutes).Where(minute => ranges.Any(range => Holds(range, minute)))
                        )
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void Both_either_and_the_rest_are_those_of_sets() =>
        Prop.ForAll(
                AnySpans.Two().ToArbitrary(),
                two =>
                {
                    var (left, right) = (two.Item1, two.Item2);
                    Held(left.Or(right)).ShouldBe(Held(left).Union(Held(right)).Order());
                    Held(left.And(right)).ShouldBe(Held(left).Intersect(Held(right)));
                    Held(left.Minus(right)).ShouldBe(Held(left).Except(Held(right)));
                }
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void They_are_in_order_and_neither_overlap_nor_touch() =>
        Prop.ForAll(
                AnySpans.Two().ToArbitrary(),
                two =>
                {
                    foreach (
                        var one in (Spans[])
                            [two.Item1.Or(two.Item2), two.Item1.And(two.Item2), two.Item1.Minus(two.Item2)]
                    )
                    {
                        one.All.ShouldAllBe(range => range.End > range.Start);
                        one.All.Zip(one.All.Skip(1)).ShouldAllBe(pair => pair.First.End < pair.Second.Start);
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void What_is_taken_away_and_what_is_left_are_as_long_as_the_whole() =>
        Prop.ForAll(
                AnySpans.Two().ToArbitrary(),
                two => (two.Item1.Minus(two.Item2).Length + two.Item1.And(two.Item2).Length).ShouldBe(two.Item1.Length)
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void Two_are_equal_when_they_hold_the_same_moments() =>
        Prop.ForAll(
                AnySpans.Two().ToArbitrary(),
                two =>
                {
                    var again = Spans.Of(two.Item1.All.Reverse());
                    again.ShouldBe(two.Item1);
                    again.GetHashCode().ShouldBe(two.Item1.GetHashCode());
                    two.Item1.Equals(two.Item2).ShouldBe(Held(two.Item1).SequenceEqual(Held(two.Item2)));
                }
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void None_has_no_end_and_no_length()
    {
        Spans.None.End.ShouldBeNull();
        Spans.None.Length.ShouldBe(TimeSpan.Zero);
        Spans.None.IsEmpty.ShouldBeTrue();
        Spans.Of(new TimeRange(Day, Day)).ShouldBe(Spans.None);
    }

    private static IEnumerable<int> Held(Spans spans) =>
        Enumerable.Range(0, Minutes).Where(minute => spans.All.Any(range => Holds(range, minute)));

    private static bool Holds(TimeRange range, int minute) =>
        range.Start <= Day.AddMinutes(minute) && range.End > Day.AddMinutes(minute);
}
