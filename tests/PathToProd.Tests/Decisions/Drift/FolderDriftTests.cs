using System.Collections.Immutable;
using PathToProd.Decisions.Drift;
using PathToProd.Facts.Drift;
using PathToProd.Tests.Facts.Ledger;

namespace PathToProd.Tests.Decisions.Drift;

public sealed class FolderDriftTests
{
    private const string Place = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: place }\ndata: { text: here }\n";

    private static readonly TargetLook.Folder Changed = new("out/web", IsThere: true, IsSame: false)
    {
        Deployed = Files(("place.yaml", Place)),
    };

    [Test]
    public void A_folder_that_is_the_same_to_the_byte_has_not_drifted() =>
        Decide(Changed with { IsSame = true, Deployed = null }).Verdict.ShouldBe(DriftVerdict.None);

    [Test]
    public void A_folder_that_is_not_there_is_gone() =>
        Lines(Changed with { IsThere = false }).ShouldBe(["gone: out/web"]);

    [Test]
    public void Files_that_went_came_or_changed_are_named_with_the_fields() =>
        Lines(
                Changed with
                {
                    Deployed = Files(("gone.yaml", Place), ("place.yaml", Place)),
                    Found = Files(("new.txt", "hello"), ("place.yaml", Place.Replace("here", "there"))),
                }
            )
            .ShouldBe([
                "gone: out/web/gone.yaml",
                "no one deployed: out/web/new.txt",
                "changed: out/web/place.yaml, data.text",
            ]);

    [TestCase("# by hand\n" + Place, "in comments or spelling alone, which mean the same")]
    [TestCase("nonsense", "it is no longer one resource of Kubernetes")]
    [TestCase(Place + "---\n" + Place, "it is no longer one resource of Kubernetes")]
    public void A_file_whose_fields_cannot_be_compared_says_why(string now, string note) =>
        Lines(Changed with { Found = Files(("place.yaml", now)) }).ShouldBe([$"changed: out/web/place.yaml: {note}"]);

    [Test]
    public void A_folder_that_differs_where_no_file_does_has_drifted_all_the_same() =>
        Lines(Changed with { Found = Files(("place.yaml", Place)) })
            .ShouldBe(["changed: out/web: in a file's mode, or in what each rendering generates again"]);

    [Test]
    public void Drift_is_known_even_when_it_is_not_known_what_was_deployed_there() =>
        Lines(Changed with { Deployed = null, NotKnown = "the values are not here" })
            .ShouldBe(["changed: out/web: which of its files is not known, as the values are not here"]);

    private static string[] Lines(TargetLook.Folder look) => [.. Decide(look).Findings.Select(DriftWriter.Write)];

    private static ComponentDrift Decide(TargetLook look) =>
        ComponentDrift.Of(new LedgerBuilder().Deploy("web", "1.4.0").Succeeds().State["web"], look);

    private static ImmutableSortedDictionary<string, string> Files(params (string Name, string Text)[] files) =>
        files.ToImmutableSortedDictionary(file => file.Name, file => file.Text, StringComparer.Ordinal);
}
