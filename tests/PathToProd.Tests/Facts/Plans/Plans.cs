using System.Collections.Immutable;
using PathToProd.Facts.Plans;
using PathToProd.Model.Environments;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts.Plans;

/// <summary>Plans of every kind, by a seed, and one of each meaning that a plan can have.</summary>
internal static class Plans
{
    public static readonly Digest Artifact = new("sha256:" + new string('a', 64));

    private static readonly string[] Names = ["base-network", "base-k8s", "ingress", "external-dns"];

    /// <summary>A plan that says something of every kind.</summary>
    public static EnvironmentPlan Whole { get; } =
        new()
        {
            Environment = "staging",
            Model = DeploymentModel.Groups,
            Commit = "0123abcd",
            Set = "2026.11.1",
            At = new DateTimeOffset(2026, 11, 22, 8, 15, 30, TimeSpan.Zero),
            Who = "ann@host",
            Run = "20261122-081530-3fa2",
            Components =
            [
                Part("base-network") with
                {
                    Over = new PlanBase("nothing was ever deployed", null, PlanBase.NoState),
                    Changes =
                    [
                        new PlannedChange("terraform_data.place", PlannedAction.Replace)
                        {
                            Fields = ImmutableSortedDictionary<string, string>.Empty.Add("input", "\"two\""),
                            Unknown = ["id"],
                            Secret = ["key"],
                            ReplacedBecause = ["triggers_replace"],
                        },
                        new PlannedChange("terraform_data.old", PlannedAction.Delete),
                    ],
                    Outputs =
                    [
                        new PlannedOutput("text", PlannedAction.Update) { Value = "\"two\"" },
                        new PlannedOutput("id", PlannedAction.Create) { IsUnknown = true },
                        new PlannedOutput("key", PlannedAction.Create) { IsSecret = true },
                    ],
                },
                Part("ingress") with
                {
                    Values = ImmutableSortedDictionary<string, string>.Empty.Add("replicas", "2"),
                    Over = new PlanBase("1.0.0 was deployed by run x", "a1", null),
                    Unknown =
                    [
                        new PlanUnknown("", UnknownCause.Input, "base-network.id", "it takes base-network.id"),
                        new PlanUnknown("Widget x", UnknownCause.Definition, "Widget.example.com", "not served"),
                    ],
                },
            ],
        };

    public static ComponentPlan Part(string name) =>
        new()
        {
            Component = name,
            Version = SemVersion.Parse("1.4.0"),
            Artifact = Artifact,
            Over = new PlanBase("nothing was ever deployed", null, null),
        };

    public static EnvironmentPlan Of(params ComponentPlan[] parts) => Whole with { Components = [.. parts] };

    /// <summary>Any plan.</summary>
    public static EnvironmentPlan Random(int seed)
    {
        var random = new Random(seed);
        return Whole with
        {
            Commit = random.Next(2) == 0 ? null : Text(random),
            Set = random.Next(2) == 0 ? null : Text(random),
            Model = (DeploymentModel)random.Next(3),
            Components = [.. Names.Take(random.Next(Names.Length + 1)).Select(name => RandomPart(random, name))],
        };
    }

    /// <summary>The same plan in another order, made at another time by another run.</summary>
    public static EnvironmentPlan Shuffled(EnvironmentPlan plan, int seed)
    {
        var random = new Random(seed);
        return plan with
        {
            At = plan.At.AddDays(1),
            Who = "ben@other",
            Run = "20261123-000000-0001",
            Components =
            [
                .. Mixed(random, plan.Components)
                    .Select(part =>
                        part with
                        {
                            Changes =
                            [
                                .. Mixed(random, part.Changes)
                                    .Select(change =>
                                        change with
                                        {
                                            Unknown = Mixed(random, change.Unknown),
                                            Secret = Mixed(random, change.Secret),
                                            ReplacedBecause = Mixed(random, change.ReplacedBecause),
                                        }
                                    ),
                            ],
                            Outputs = Mixed(random, part.Outputs),
                            Unknown = Mixed(random, part.Unknown),
                        }
                    ),
            ],
        };
    }

    /// <summary>Each way to change what the whole plan means, by name.</summary>
    public static IEnumerable<(string Name, EnvironmentPlan Plan)> OtherMeanings
    {
        get
        {
            var (net, ingress) = (Whole.Components[0], Whole.Components[1]);
            yield return ("environment", Whole with { Environment = "prod" });
            yield return ("model", Whole with { Model = DeploymentModel.Monolithic });
            yield return ("commit", Whole with { Commit = "0123abcd+changes" });
            yield return ("no commit", Whole with { Commit = null });
            yield return ("set", Whole with { Set = "2026.11.2" });
            yield return ("asked version", Whole with { Version = "1.4.0" });
            yield return ("a component less", Of(net));
            yield return ("version", Of(net with { Version = SemVersion.Parse("1.4.1") }, ingress));
            yield return ("artifact", Of(net with { Artifact = null }, ingress));
            yield return ("value", Of(net, ingress with { Values = ingress.Values.SetItem("replicas", "3") }));
            yield return ("value's path", Of(net, ingress with { Values = ingress.Values.Add("more", "2") }));
            yield return ("attempt", Of(net, ingress with { Over = ingress.Over with { Attempt = "a2" } }));
            yield return ("ledger", Of(net, ingress with { Over = ingress.Over with { Ledger = "other" } }));
            yield return ("state", Of(net with { Over = net.Over with { State = "terraform:x:1" } }, ingress));
            yield return ("no change", Of(net with { Changes = [] }, ingress));
            foreach (var (name, change) in OtherChanges(net.Changes[0]))
            {
                yield return (name, Of(net with { Changes = net.Changes.SetItem(0, change) }, ingress));
            }

            yield return ("no outputs", Of(net with { Outputs = [] }, ingress));
            yield return (
                "output's value",
                Of(net with { Outputs = net.Outputs.SetItem(0, net.Outputs[0] with { Value = "1" }) }, ingress)
            );
            yield return (
                "output's secret",
                Of(net with { Outputs = net.Outputs.SetItem(2, net.Outputs[2] with { IsSecret = false }) }, ingress)
            );
            yield return (
                "output known",
                Of(net with { Outputs = net.Outputs.SetItem(1, net.Outputs[1] with { IsUnknown = false }) }, ingress)
            );
            yield return ("known", Of(net, ingress with { Unknown = [] }));
            yield return (
                "cause",
                Of(
                    net,
                    ingress with
                    {
                        Unknown = ingress.Unknown.SetItem(0, ingress.Unknown[0] with { Cause = UnknownCause.Failure }),
                    }
                )
            );
            yield return (
                "cause's subject",
                Of(
                    net,
                    ingress with
                    {
                        Unknown = ingress.Unknown.SetItem(0, ingress.Unknown[0] with { Of = "base-network.text" }),
                    }
                )
            );
        }
    }

    private static IEnumerable<(string Name, PlannedChange Change)> OtherChanges(PlannedChange change)
    {
        yield return ("what", change with { What = "terraform_data.other" });
        yield return ("action", change with { Action = PlannedAction.Update });
        yield return ("field", change with { Fields = change.Fields.SetItem("input", "\"three\"") });
        yield return ("field's path", change with { Fields = change.Fields.Add("more", "1") });
        yield return ("unknown field", change with { Unknown = [] });
        yield return ("secret field", change with { Secret = ["key", "other"] });
        yield return ("replaced because", change with { ReplacedBecause = ["input"] });
    }

    private static ComponentPlan RandomPart(Random random, string name) =>
        Part(name) with
        {
            Artifact = random.Next(2) == 0 ? null : Artifact,
            Values = Fields(random),
            Over = new PlanBase(Text(random), random.Next(2) == 0 ? null : Text(random), null),
            Changes = Several(
                random,
                at => new PlannedChange($"{at}{Text(random)}", (PlannedAction)random.Next(8))
                {
                    Fields = Fields(random),
                    Unknown = Several(random, one => $"u{one}{Text(random)}"),
                    Secret = Several(random, one => $"s{one}{Text(random)}"),
                    ReplacedBecause = Several(random, one => $"r{one}"),
                }
            ),
            Outputs = Several(
                random,
                at => new PlannedOutput($"o{at}", (PlannedAction)random.Next(8))
                {
                    Value = random.Next(2) == 0 ? null : Text(random),
                    IsUnknown = random.Next(2) == 0,
                    IsSecret = random.Next(2) == 0,
                }
            ),
            Unknown = Several(
                random,
                at => new PlanUnknown($"{at}{Text(random)}", (UnknownCause)random.Next(3), Text(random), Text(random))
            ),
        };

    private static ImmutableSortedDictionary<string, string> Fields(Random random) =>
        Several(random, at => KeyValuePair.Create($"{at}{Text(random)}", Text(random)))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static ImmutableArray<T> Several<T>(Random random, Func<int, T> make) =>
        [.. Enumerable.Range(0, random.Next(4)).Select(make)];

    private static string Text(Random random)
    {
        string[] parts = ["a", "Ä", "\"", "\\", "\n", "😀", "{", ":", "#", " ", "\u2028", "null", "1.0", "<", "é"];
        return string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => parts[random.Next(parts.Length)]));
    }

    private static ImmutableArray<T> Mixed<T>(Random random, ImmutableArray<T> items) =>
        [.. items.OrderBy(_ => random.Next())];
}
