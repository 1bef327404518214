using FsCheck;
using FsCheck.Fluent;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.Runs;

namespace PathToProd.Tests.Decisions.Ordering;

public sealed class CriticalPathsTests
{
    [Test]
    public void It_is_the_chain_that_took_longest_with_what_each_cost()
    {
        var spans = Spans(("network", 0, 10), ("k8s", 10, 70), ("dns", 10, 40), ("ingress", 73, 80));

        var path = CriticalPaths.Of(Graphs.Of("network:", "k8s: network", "dns: network", "ingress: k8s"), spans)!;

        path.Text(TimeSpan.FromSeconds(80))
            .ShouldBe("network 10 s, k8s 1 min, ingress 7 s: 1 min 17 s of 1 min 20 s; 3 s more waiting for room");
    }

    [Test]
    public void What_did_not_run_is_on_no_path()
    {
        var path = CriticalPaths.Of(Graphs.Of("a:", "b: a", "c: b"), Spans(("a", 0, 5)))!;

        path.Steps.ShouldBe([new PathStep("a", TimeSpan.FromSeconds(5), TimeSpan.Zero)]);
    }

    [Test]
    public void Where_nothing_ran_there_is_none() => CriticalPaths.Of(Graphs.Of("a:", "b: a"), Spans()).ShouldBeNull();

    [Test]
    public void Of_a_long_chain_what_cost_most_is_named_in_its_order()
    {
        string[] lines = ["c00:", .. Enumerable.Range(1, 19).Select(i => $"c{i:d2}: c{i - 1:d2}")];
        var spans = Spans([.. Enumerable.Range(0, 20).Select(i => ($"c{i:d2}", i * 10, (i * 10) + 1 + (i % 10)))]);

        CriticalPaths
            .Of(Graphs.Of(lines), spans)!
            .Text(TimeSpan.FromSeconds(200))
            .ShouldBe(
                "c06 7 s, c07 8 s, c08 9 s, c09 10 s, c16 7 s, c17 8 s, c18 9 s, c19 10 s and 12 that took less: "
                    + "1 min 50 s of 3 min 20 s; 1 min 30 s more waiting for room"
            );
    }

    [Test]
    public void No_chain_of_requirements_took_longer() =>
        Prop.ForAll(
                Graphs.Universes(),
                universe =>
                {
                    var start = 0;
                    var spans = universe
                        .Requires.Keys.Where(name => !universe.Failing.Contains(name))
                        .ToDictionary(name => name, name => Span(start += 3, start + universe.Seconds[name]));

                    var path = CriticalPaths.Of(universe.Graph, spans);

                    var steps = path?.Steps.Select(step => step.Component).ToArray() ?? [];
                    return Longest(universe, spans) == (path?.Duration.TotalSeconds ?? 0)
                        && steps.Zip(steps.Skip(1)).All(pair => LeadsTo(universe, pair.First, pair.Second));
                }
            )
            .QuickCheckThrowOnFailure();

    /// <summary>Walks every chain, which only a small graph allows.</summary>
    private static double Longest(Universe universe, Dictionary<string, RunSpan> spans)
    {
        return universe.Requires.Keys.Max(name => From(name));

        double From(string name) =>
            (spans.GetValueOrDefault(name)?.Duration.TotalSeconds ?? 0)
            + universe
                .Requires.Where(pair => pair.Value.Contains(name))
                .Select(pair => From(pair.Key))
                .DefaultIfEmpty()
                .Max();
    }

    // A component that did not run may stand between two that did.
    private static bool LeadsTo(Universe universe, string from, string to) =>
        universe.Requires[to].Any(other => other == from || LeadsTo(universe, from, other));

    private static Dictionary<string, RunSpan> Spans(params (string Name, int Start, int End)[] spans) =>
        spans.ToDictionary(span => span.Name, span => Span(span.Start, span.End));

    private static RunSpan Span(int start, int end) => new(TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end));
}
