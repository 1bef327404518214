using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Rollbacks;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Rollbacks;

/// <summary>In which order components go back: each line says what is there, what it requires, and what comes back.</summary>
public sealed class RollbackOrderTests
{
    [Test]
    public void What_is_required_goes_back_first_where_what_requires_it_takes_the_older_version() =>
        Order("base 2.0.0 -> 1.0.0", "web 2.0.0 -> 1.0.0 requires base >=1").ShouldBe("base, web");

    [Test]
    public void What_does_not_take_the_older_version_goes_back_before_it() =>
        Order("base 2.0.0 -> 1.0.0", "web 2.0.0 -> 1.0.0 requires base >=2").ShouldBe("web, base");

    [Test]
    public void Only_the_requirements_that_need_it_are_turned() =>
        Order("base 2.0.0 -> 1.0.0", "dns 2.0.0 -> 1.0.0 requires base >=1", "web 2.0.0 -> 1.0.0 requires base >=2")
            .ShouldBe("web, base, dns");

    [Test]
    public void Where_that_leaves_no_order_all_go_the_other_way_round() =>
        // web before base, base before mid, mid before web.
        Order(
                "base 2.0.0 -> 1.0.0",
                "mid 2.0.0 -> 1.0.0 requires base >=1",
                "web 2.0.0 -> 1.0.0 requires base >=2 mid >=1"
            )
            .ShouldBe("web, mid, base");

    [Test]
    public void What_does_not_change_turns_nothing() =>
        Order("base 1.0.0 -> 1.0.0", "web 2.0.0 -> 1.0.0 requires base >=2").ShouldBe("base, web");

    [Test]
    public void Where_it_is_not_known_what_requires_what_the_order_is_the_usual_one()
    {
        RollbackChange[] changes = [Change("base", "2.0.0", "1.0.0"), Change("web", "2.0.0", "1.0.0")];

        RollbackOrder.Of(changes, _ => null).Turned.ShouldBeEmpty();
    }

    private static string Order(params string[] lines)
    {
        var relations = new Dictionary<string, ComponentManifest>(StringComparer.Ordinal);
        var changes = new List<RollbackChange>();
        foreach (var words in lines.Select(line => line.Split(' ')))
        {
            var required = words.Skip(5).Chunk(2).Select(pair => string.Join(' ', pair)).ToArray();
            relations[words[0]] = ManifestBuilder.Component(words[0], words[1], required);
            changes.Add(Change(words[0], words[1], words[3]));
        }

        var order = RollbackOrder.Of(changes, member => relations[member.Component].Relations);
        return string.Join(", ", DeploymentOrder.Of(order.Turn(RequirementGraph.Of(relations.Values))));
    }

    private static RollbackChange Change(string component, string from, string to) =>
        new(
            Member(component, from),
            Member(component, to),
            new RollbackReference("a2", "a1", null, "it was asked for")
        );

    private static SetMember Member(string component, string version) =>
        new(
            component,
            SemVersion.Parse(version),
            new Digest($"sha256:{version.Replace(".", "", StringComparison.Ordinal)}")
        );
}
