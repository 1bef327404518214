using FsCheck;
using FsCheck.Fluent;
using PathToProd.Decisions.Affected;
using PathToProd.Tests.Decisions.Ordering;
using PathToProd.Tests.Model.Platform;

namespace PathToProd.Tests.Decisions.Affected;

/// <summary>How far a change reaches, against walking every path from every component.</summary>
public sealed class ReachTests
{
    private static readonly string[] Environments = ["prod", "sandbox", "staging"];

    [Test]
    public void It_reaches_what_a_search_of_every_path_finds() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                (
                    from universe in Graphs.Universes().Generator
                    from depth in Gen.Choose(-1, 4)
                    from luck in Gen.Choose(0, 9).ListOf(universe.Requires.Count)
                    select new Question(
                        universe.Requires,
                        // One in ten changes everywhere, and two in ten in one environment only.
                        universe.Requires.Keys.Zip(luck).ToDictionary(pair => pair.First, pair => pair.Second),
                        depth < 0 ? null : depth
                    )
                ).ToArbitrary(),
                question =>
                {
                    var actual = question.Affected().Components;
                    var expected = question.Requires.Keys.Select(question.Expected).OfType<string>();
                    return actual
                        .Select(component =>
                            $"{component.Name} {component.Distance} {string.Join(',', component.Environments)}"
                        )
                        .Order(StringComparer.Ordinal)
                        .SequenceEqual(expected.Order(StringComparer.Ordinal));
                }
            )
        );

    private sealed record Question(Dictionary<string, string[]> Requires, Dictionary<string, int> Luck, int? Depth)
    {
        public AffectedComponents Affected()
        {
            var platform = PlatformBuilder
                .Platform()
                .Environment("prod", "target: { cluster: { context: prod } }\n")
                .Environment("staging", "target: { cluster: { context: staging } }\n");
            foreach (var (name, requires) in Requires)
            {
                var ranges = string.Join(", ", requires.Select(other => $"{other}: \"*\""));
                platform.Component(name, $"requires: {{ {ranges} }}\n");
            }

            var change = new Change(platform);
            foreach (var name in Requires.Keys)
            {
                foreach (var environment in ChangedIn(name))
                {
                    change.Added($"environments/{environment}/values/{name}.yaml");
                }
            }

            return change.Affected(Depth);
        }

        /// <summary>What is to be said about a component; null when it is not affected.</summary>
        public string? Expected(string component)
        {
            var distances = Environments
                .Select(environment => (environment, distance: Distance(component, environment)))
                .Where(pair => pair.distance <= (Depth ?? int.MaxValue - 1))
                .ToArray();
            return distances.Length == 0
                ? null
                : $"{component} {distances.Min(pair => pair.distance)} {string.Join(',', distances.Select(pair => pair.environment))}";
        }

        private string[] ChangedIn(string component) =>
            Luck[component] switch
            {
                0 => Environments,
                1 => ["prod"],
                2 => ["staging"],
                _ => [],
            };

        /// <summary>The length of the shortest way down to a change, by trying all of them.</summary>
        private int Distance(string component, string environment) =>
            ChangedIn(component).Contains(environment)
                ? 0
                : Requires[component]
                    .Select(required => Distance(required, environment))
                    .Where(distance => distance != int.MaxValue)
                    .Select(distance => distance + 1)
                    .DefaultIfEmpty(int.MaxValue)
                    .Min();
    }
}
