using PathToProd.Facts.VersionSets;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts.VersionSets;

public sealed class VersionSetTextTests
{
    private const string File = "environments/version-sets/2026.11.1.yaml";

    private static readonly VersionSet Full = SetBuilder.Set(
        "2026.11.1",
        "base-k8s 1.30.4",
        "ingress 1.4.0",
        "external-dns 0.3.0-rc.1"
    ) with
    {
        At = new DateTimeOffset(2026, 11, 22, 8, 15, 30, TimeSpan.Zero),
        Who = "jane@laptop",
        Commit = "0123abcd+changes",
        From = "2026.10.4",
        FromDigest = SetBuilder.Digest("2026.10.4"),
        Note = "the \"big\" one: #1",
    };

    [Test]
    public void A_set_is_a_block_for_each_component_and_says_all_else_above() =>
        Snapshot.Match(VersionSetText.Write(Full));

    [Test]
    public void What_is_written_reads_back_as_the_same_set()
    {
        var reading = VersionSetText.Read(File, VersionSetText.Write(Full));

        reading.Problems.ShouldBeEmpty();
        VersionSetText.Write(reading.Set!).ShouldBe(VersionSetText.Write(Full));
        reading.Set!.Digest.ShouldBe(Full.Digest);
        reading.Set.At.ShouldBe(Full.At);
        reading.Set.Note.ShouldBe(Full.Note);
        reading.Set.Members["external-dns"].Version.ShouldBe(SemVersion.Parse("0.3.0-rc.1"));
    }

    [TestCase("plain")]
    [TestCase("yes")]
    [TestCase("1.10")]
    [TestCase("1e5")]
    [TestCase("0x1f")]
    [TestCase("2026-11-22")]
    [TestCase("12:30:45")]
    [TestCase("- a")]
    [TestCase("a: b # c")]
    [TestCase("'single' and \"double\" and \\")]
    [TestCase("  around  ")]
    [TestCase("ends with:")]
    [TestCase("a\u0085b\u2028c\td")]
    [TestCase("Grüße, 日本語, 🙂")]
    [TestCase("{a: b}")]
    [TestCase("null")]
    [TestCase("~")]
    [TestCase("!tag")]
    [TestCase("%")]
    public void Whatever_a_note_holds_comes_back(string note)
    {
        var reading = VersionSetText.Read(File, VersionSetText.Write(Full with { Note = note, Who = note }));

        reading.Problems.ShouldBeEmpty();
        reading.Set!.Note.ShouldBe(note);
        reading.Set.Who.ShouldBe(note);
    }

    [Test]
    public void Line_endings_and_a_byte_order_mark_change_nothing()
    {
        var text = "\uFEFF" + VersionSetText.Write(Full).Replace("\n", "\r\n", StringComparison.Ordinal);

        VersionSetText.Read(File, text).Problems.ShouldBeEmpty();
    }

    [Test]
    public void Two_sets_of_one_version_more_differ_in_three_lines_of_components()
    {
        var before = VersionSetText.Write(SetBuilder.Set("2026.11.1", "a 1.0.0", "b 1.0.0", "c 1.0.0")).Split('\n');
        var after = VersionSetText.Write(SetBuilder.Set("2026.11.1", "a 1.0.0", "b 1.1.0", "c 1.0.0")).Split('\n');

        before
            .Zip(after)
            .Where(pair => pair.First != pair.Second)
            .Select(pair => pair.First.Trim().Split(':')[0])
            .ShouldBe(["digest", "checksum", "version", "digest"]);
    }

    [TestCase("version: 1.4.0", "version: 1.4.1")]
    [TestCase("made-by: jane@laptop", "made-by: joe@laptop")]
    [TestCase("# A version set", "# Not a version set")]
    [TestCase("note:", "# note:")]
    public void Any_edit_is_noticed_and_says_how_to_restore_the_file(string old, string edited)
    {
        var text = VersionSetText.Write(Full).Replace(old, edited, StringComparison.Ordinal);

        var reading = VersionSetText.Read(File, text);

        reading.Set.ShouldBeNull();
        Text(reading)
            .ShouldBe(
                "environments/version-sets/2026.11.1.yaml(4,1): the version set 2026.11.1 was changed after it was pinned: its text does not match its "
                    + "checksum; a pinned set never changes: restore it (git checkout -- environments/version-sets/2026.11.1.yaml), or pin another one"
            );
    }

    [Test]
    public void A_proposed_set_that_was_edited_is_resolved_again()
    {
        var text = VersionSetText
            .Write(Full with { Name = "proposed" })
            .Replace("1.4.0", "1.4.1", StringComparison.Ordinal);

        Text(VersionSetText.Read("artifacts/proposed.yaml", text))
            .ShouldBe(
                "artifacts/proposed.yaml(4,1): the proposed set was changed after Resolve wrote it: its text does not match its checksum; "
                    + "run ./build.sh --target=Resolve again"
            );
    }

    [Test]
    public void Everything_that_is_wrong_is_reported_at_once()
    {
        const string Text = """
            name: 2026.11.1
            made-at: yesterday
            notes: a key that is not there
            components:
              ingress:
                version: 1.4
              Base:
                version: 1.30.4
                digest: sha256:12
              external-dns:
                digest: sha256:0123456789012345678901234567890123456789012345678901234567890123
            """;

        Snapshot.Match(VersionSetTextTests.Text(VersionSetText.Read(File, Text)));
    }

    [Test]
    public void A_missing_digest_of_a_component_is_reported_with_the_edit()
    {
        var digest = $"    digest: {Full.Members["ingress"].Digest}\n";
        var text = VersionSetText.Write(Full).Replace(digest, "", StringComparison.Ordinal);

        Text(VersionSetText.Read(File, text))
            .ShouldBe(
                "environments/version-sets/2026.11.1.yaml(19,5): components.ingress is missing the key digest; add \"digest: sha256:...\"\n"
                    + "environments/version-sets/2026.11.1.yaml(4,1): the version set 2026.11.1 was changed after it was pinned: its text does not match its "
                    + "checksum; a pinned set never changes: restore it (git checkout -- environments/version-sets/2026.11.1.yaml), or pin another one"
            );
    }

    [Test]
    public void A_copied_file_claims_the_name_of_another()
    {
        Text(VersionSetText.Read("environments/version-sets/copy.yaml", VersionSetText.Write(Full)))
            .ShouldBe(
                "environments/version-sets/copy.yaml(2,1): the set is named 2026.11.1, and its file copy; "
                    + "give the file its name again: 2026.11.1.yaml"
            );
    }

    [Test]
    public void A_set_without_components_is_none()
    {
        Text(VersionSetText.Read(File, VersionSetText.Write(SetBuilder.Set("2026.11.1"))))
            .ShouldBe(
                "environments/version-sets/2026.11.1.yaml(5,1): the version set holds no component; restore what it held"
            );
    }

    [Test]
    public void A_wrong_digest_under_a_right_checksum_is_reported()
    {
        var lines = VersionSetText.Write(Full).Split('\n').ToList();
        lines[2] = $"digest: {SetBuilder.Digest("other")}";
        lines.RemoveAt(3);
        lines.Insert(3, $"checksum: {SetBuilder.Digest(string.Join('\n', lines))}");

        Text(VersionSetText.Read(File, string.Join('\n', lines)))
            .ShouldBe(
                $"environments/version-sets/2026.11.1.yaml(3,1): the digest of the components is {Full.Digest}, and not the one here; "
                    + "a pinned set never changes: restore it (git checkout -- environments/version-sets/2026.11.1.yaml), or pin another one"
            );
    }

    [Test]
    public void A_file_that_a_merge_left_in_conflict_is_reported()
    {
        var text = VersionSetText.Write(Full).Replace("made-by:", "<<<<<<< HEAD\nmade-by:", StringComparison.Ordinal);

        var problems = VersionSetText.Read(File, text).Problems;

        problems.Length.ShouldBe(2);
        problems[0].What.ShouldBe("a key is expected here, but no colon follows it");
        problems[1].What.ShouldStartWith("the version set 2026.11.1 was changed after it was pinned");
    }

    private static string Text(VersionSetReading reading) => string.Join('\n', reading.Problems);
}
