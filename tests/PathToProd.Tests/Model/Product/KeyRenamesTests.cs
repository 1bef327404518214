using System.Collections.Immutable;
using PathToProd.Model.Product;
using PathToProd.Versions;

namespace PathToProd.Tests.Model.Product;

/// <summary>Keys that a version renamed, in manifests that were written for an earlier one.</summary>
public sealed class KeyRenamesTests
{
    private static readonly ImmutableArray<KeyRename> Table =
    [
        new(new SemVersion(0, 2, 0), "component.yaml", [], "smoke", "after-deployment"),
        new(new SemVersion(0, 3, 0), "component.yaml", ["stages", "*"], "timeout", "time-limit"),
        new(new SemVersion(0, 3, 0), "component.yaml", ["tests", "*"], "script", "run"),
        new(new SemVersion(0, 4, 0), "component.yaml", [], "after-deployment", "then"),
        new(new SemVersion(0, 2, 0), "platform.yaml", [], "smoke", "other"),
    ];

    private const string Old = """
        name: ingress   # smoke: not this one
        # smoke is below
        "smoke":        # what must hold: smoke
          script: smoke.sh
        stages:
          build: { timeout: 5m, retries: 1 }   # timeout
          deploy:
            timeout: 10m
        tests:
          - script: a.sh
          - { name: b, script: b.sh }
        """;

    private const string New = """
        name: ingress   # smoke: not this one
        # smoke is below
        "then":        # what must hold: smoke
          script: smoke.sh
        stages:
          build: { time-limit: 5m, retries: 1 }   # timeout
          deploy:
            time-limit: 10m
        tests:
          - run: a.sh
          - { name: b, run: b.sh }
        """;

    [Test]
    public void Keys_are_rewritten_where_they_stand_and_comments_and_spaces_stay()
    {
        var rewritten = Rewrite(Old, "0.1.0", "0.4.0");

        rewritten.Text.ShouldBe(New);
        rewritten
            .Edits.Select(edit => edit.ToString())
            .ShouldBe([
                "components/ingress/component.yaml(3,1): smoke is after-deployment now",
                "components/ingress/component.yaml(3,1): after-deployment is then now",
                "components/ingress/component.yaml(6,12): timeout is time-limit now",
                "components/ingress/component.yaml(8,5): timeout is time-limit now",
                "components/ingress/component.yaml(10,5): script is run now",
                "components/ingress/component.yaml(11,16): script is run now",
            ]);
    }

    [Test]
    public void An_older_version_gets_the_old_names_back() => Rewrite(New, "0.4.0", "0.1.0").Text.ShouldBe(Old);

    [Test]
    public void Only_what_was_renamed_between_the_two_versions_is_rewritten()
    {
        Rewrite(Old, "0.2.0", "0.2.5").Text.ShouldBe(Old);
        Rewrite(Old, "0.2.0", "0.3.0").Edits.Select(edit => edit.Now).Distinct().ShouldBe(["time-limit", "run"]);
    }

    [Test]
    public void A_map_that_has_both_names_is_left_to_Check()
    {
        const string Both = "smoke: {}\nafter-deployment: {}\n";

        Rewrite(Both, "0.1.0", "0.2.0").ShouldBe(new RewrittenManifest(Both, []), new SameRewriting());
    }

    [Test]
    public void A_place_that_an_alias_brings_twice_is_rewritten_once()
    {
        var rewritten = Rewrite("stages:\n  a: &same\n    timeout: 5m\n  b: *same\n", "0.2.0", "0.3.0");

        rewritten.Text.ShouldBe("stages:\n  a: &same\n    time-limit: 5m\n  b: *same\n");
        rewritten.Edits.Length.ShouldBe(1);
    }

    [Test]
    public void What_is_no_YAML_stays_as_it_is() => Rewrite("smoke: [\n", "0.1.0", "0.4.0").Text.ShouldBe("smoke: [\n");

    [Test]
    public void Every_rename_of_the_product_leads_to_another_key_and_the_oldest_comes_first()
    {
        KeyRenames.All.ShouldAllBe(rename => rename.Was != rename.Now && rename.Since <= ProductVersion.Current);
        KeyRenames.All.Select(rename => rename.Since).ShouldBeInOrder();
    }

    private static RewrittenManifest Rewrite(string text, string from, string to) =>
        KeyRenames.Rewrite(
            "components/ingress/component.yaml",
            text,
            SemVersion.Parse(from),
            SemVersion.Parse(to),
            Table
        );

    private sealed class SameRewriting : IEqualityComparer<RewrittenManifest>
    {
        public bool Equals(RewrittenManifest? x, RewrittenManifest? y) =>
            x!.Text == y!.Text && x.Edits.SequenceEqual(y.Edits);

        public int GetHashCode(RewrittenManifest obj) => obj.Text.Length;
    }
}
