using System.Collections.Immutable;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Facts.Drift;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.Signing;
using PathToProd.Facts.VersionSets;
using PathToProd.Tasks.Facts.Promotions;
using PathToProd.Tasks.Facts.Signing;
using PathToProd.Tasks.Facts.VersionSets;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Tests.Facts.Signing;
using PathToProd.Text;
using PathToProd.Tools.Processes;
using PathToProd.Versions;

namespace PathToProd.Tasks.Tests.Facts.Promotions;

/// <summary>What gates look up on this machine: real programs, real signatures, what Drift left.</summary>
public sealed class LookoutTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Start() => _folder = new TemporaryFolder();

    [TearDown]
    public void Stop() => _folder.Dispose();

    [TestCase("exit 0", 0)]
    [TestCase("exit 1", 1)]
    [TestCase("exit 3", 3)]
    [TestCase("kill -9 $$", 137)]
    [CancelAfter(60_000)]
    public async Task A_program_answers_by_its_exit_code(string ends, int code)
    {
        _folder.Program("checks/quota.sh", $"#!/bin/sh\necho asked for \"$1\"\n{ends}\n");

        var answer = await Run(TimeSpan.FromSeconds(30), "./checks/quota.sh", "2026.11.1; rm -rf /");

        var said = answer.ShouldBeOfType<ScriptAnswer>();
        said.ExitCode.ShouldBe(code);
        said.LastLines.ShouldBe(["asked for 2026.11.1; rm -rf /"]);
    }

    [Test, CancelAfter(60_000)]
    public async Task Of_what_a_program_prints_the_last_lines_are_kept_without_secrets()
    {
        _folder.Program("check.sh", "#!/bin/sh\nfor i in 1 2 3 4 5 6 7; do echo line $i hunter22; done\nexit 1\n");

        var answer = await Run(TimeSpan.FromSeconds(30), "./check.sh");

        answer
            .ShouldBeOfType<ScriptAnswer>()
            .LastLines.ShouldBe(["line 3 ***", "line 4 ***", "line 5 ***", "line 6 ***", "line 7 ***"]);
    }

    [Test, CancelAfter(60_000)]
    public async Task A_program_that_does_not_end_gives_no_answer()
    {
        _folder.Program("check.sh", "#!/bin/sh\nsleep 600\n");

        (await Run(TimeSpan.FromMilliseconds(300), "./check.sh")).ShouldBe(new Silence("it did not end within 300 ms"));
    }

    [Test, CancelAfter(60_000)]
    public async Task A_program_that_is_not_there_gives_no_answer()
    {
        var silence = (await Run(TimeSpan.FromSeconds(30), "./missing.sh")).ShouldBeOfType<Silence>();

        silence.Why.ShouldStartWith("`missing.sh` could not be started: ");
    }

    [Test, CancelAfter(60_000)]
    public async Task What_Drift_found_last_is_read_by_component_and_what_cannot_be_read_is_left_out()
    {
        var workspace = new Workspace(_folder.Path);
        var record = new DriftRecord(
            DriftVerdict.Drifted,
            DateTimeOffset.UnixEpoch,
            "run-1",
            new Digest("sha256:01"),
            2
        );
        AtomicFile.Write(workspace.Drift("prod", "ingress"), record.Write() + "\n");
        AtomicFile.Write(workspace.Drift("prod", "dns"), "torn");

        var lookout = new DriftLookout(workspace);
        var there = await lookout.LookAsync(new DriftLook("prod"), CancellationToken.None);
        var nowhere = await lookout.LookAsync(new DriftLook("staging"), CancellationToken.None);

        there.ShouldBeOfType<LastDrift>().Components.ShouldBe([KeyValuePair.Create("ingress", record)]);
        nowhere.ShouldBeOfType<LastDrift>().Components.ShouldBeEmpty();
    }

    [Test, CancelAfter(60_000)]
    public async Task An_approval_is_signed_by_who_has_the_key_and_a_changed_one_is_not()
    {
        using var bed = new SigningBed().Make("alice").Make("mallory").Allow("alice", "alice");
        var records = new RecordSignatures(new EvidenceSignatures(bed.Signatures()));
        var lookout = Signatures(bed);
        var approval = new PromotionRecord.Approved
        {
            Head = new RecordHead("r1", DateTimeOffset.UnixEpoch, "ann@laptop"),
            Environment = "prod",
            Set = new SetReference("2026.11.1", new Digest("sha256:01")),
            Policy = new Digest("sha256:02"),
            Plan = new Digest("sha256:03"),
        };
        var signed = (PromotionRecord.Approved)records.Sign(approval, bed.Key("alice"), "--sign-with");
        var forged = (PromotionRecord.Approved)records.Sign(approval, bed.Key("mallory"), "--sign-with");

        (await Check(signed)).ShouldBe(new SignatureCheck(SignatureState.Valid, "alice"));
        (await Check(signed with { Environment = "prod-eu" })).ShouldBe(
            new SignatureCheck(
                SignatureState.Wrong,
                null,
                "it is for another text: the text or the signature was changed after signing"
            )
        );
        (await Check(forged)).ShouldBe(
            new SignatureCheck(SignatureState.Wrong, null, "no one in signers has the key that made it")
        );
        (await Check(approval)).ShouldBe(SignatureCheck.Missing);

        async Task<object> Check(PromotionRecord.Approved one) =>
            await lookout.LookAsync(new ApprovalSignatureLook(one), CancellationToken.None);
    }

    [Test, CancelAfter(60_000)]
    public async Task A_signed_record_is_signed_still_when_it_was_written_and_read()
    {
        using var bed = new SigningBed().Make("alice").Allow("alice", "alice");
        var records = new RecordSignatures(new EvidenceSignatures(bed.Signatures()));
        var approval = new PromotionRecord.Approved
        {
            Head = new RecordHead("r1", DateTimeOffset.UtcNow, "ann@laptop", "It was a quiet week"),
            Environment = "prod",
            Set = new SetReference("2026.11.1", new Digest("sha256:01")),
            Policy = new Digest("sha256:02"),
            Plan = new Digest("sha256:03"),
        };
        var line = PromotionText.Write(records.Sign(approval, bed.Key("alice"), "--sign-with"));

        var read = PromotionText.Read(line + "\n").History.Records.ShouldHaveSingleItem();

        (await Task.Run(() => records.Of(read))).State.ShouldBe(SignatureState.Valid);
    }

    [Test, CancelAfter(60_000)]
    public async Task A_set_is_signed_when_the_file_of_its_name_is_and_holds_it()
    {
        using var bed = new SigningBed().Make("alice").Allow("alice", "alice");
        var files = new SetFiles(bed.Workspace);
        var set = new VersionSet
        {
            Name = "2026.11.1",
            Members = ImmutableSortedDictionary<string, SetMember>.Empty.Add(
                "ingress",
                new SetMember("ingress", SemVersion.Parse("1.0.0"), Digest.Of("one"u8.ToArray()))
            ),
            At = DateTimeOffset.UnixEpoch,
            Who = "ann@laptop",
        };
        files.TryPin(set).ShouldBeTrue();
        var look = new SetSignatureLook(set.Name, set.Digest);

        (await Signatures(bed).LookAsync(look, CancellationToken.None)).ShouldBe(SignatureCheck.Missing);

        File.WriteAllText(
            files.SignatureOf(set.Name),
            new SetSignatures(files, bed.Signatures()).Sign(set, bed.Key("alice"), "--sign-with")
        );
        (await Signatures(bed).LookAsync(look, CancellationToken.None)).ShouldBe(
            new SignatureCheck(SignatureState.Valid, "alice")
        );
        (
            await Signatures(bed).LookAsync(look with { Digest = Digest.Of("two"u8.ToArray()) }, CancellationToken.None)
        ).ShouldBe(new SignatureCheck(SignatureState.Wrong, null, "it is for another set of this name"));
        (await Signatures(bed).LookAsync(look with { Set = "2026.11.2" }, CancellationToken.None)).ShouldBe(
            new Silence("no set of the name 2026.11.2 is pinned here")
        );
    }

    private static SignatureLookout Signatures(SigningBed bed)
    {
        var files = new SetFiles(bed.Workspace);
        return new SignatureLookout(
            files,
            new SetSignatures(files, bed.Signatures()),
            new RecordSignatures(new EvidenceSignatures(bed.Signatures()))
        );
    }

    private Task<object> Run(TimeSpan timeout, params string[] words) =>
        new ScriptLookout(
            new Workspace(_folder.Path),
            new CommandRunner(),
            new ProcessScope { Redactor = new Redactor("hunter22") }
        ).LookAsync(new ScriptLook([.. words], timeout), CancellationToken.None);
}
