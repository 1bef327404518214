namespace Repository.Tests.CommandLine;

/// <summary>ExportLedger and ImportLedger from the command line: from files to a branch and back, and what they refuse.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class LedgerTransferTests : IDisposable
{
    private const string Ledger = "environments/sandbox/ledger.jsonl";

    private readonly ScratchPlatform _platform = new ScratchPlatform().Component("base").Component("web");

    public void Dispose() => _platform.Dispose();

    [Test]
    public void A_history_goes_to_a_branch_and_back_and_nothing_of_it_is_lost()
    {
        Deploy();
        var lines = _platform.Read(Ledger);

        Export("one.jsonl")
            .ShouldSucceed()
            .Said.ShouldBe($"Exported the history of sandbox from {Ledger} to one.jsonl: 4 lines, sha256:<digest>.");

        _platform.Read("one.jsonl").ShouldBe(lines);
        ToBranch();
        Status().ShouldContain("nothing-there");
        Import("one.jsonl")
            .ShouldSucceed()
            .Said.ShouldBe(
                "Imported the history of sandbox from one.jsonl into path-to-prod-ledger:sandbox in ledger.git: 4 lines added."
            );
        Status().ShouldNotContain("nothing-there");
        // What runs there is known again, so nothing is deployed, and the history stays as it is.
        _platform.Run("--target=Deploy", "--component=all").ShouldSucceed();
        Import("one.jsonl").ShouldSucceed().Said.ShouldEndWith("0 lines added, 4 lines there before.");
        TestGit
            .Run(Path.Combine(_platform.Root, "ledger.git"), "log", "--format=%s", "path-to-prod-ledger")
            .ShouldBe("sandbox: 2 entries about web imported\nsandbox: 2 entries about base imported");

        _platform.Run("--target=Deploy", "--component=web", "--force").ShouldSucceed();
        Export("two.jsonl", "--output=json").ShouldSucceed();
        File.Delete(Path.Combine(_platform.Root, Ledger));
        _platform.File("platform.yaml", "name: scratch\ndefault-environment: sandbox\n");
        Import("two.jsonl", "--output=json").ShouldSucceed();

        _platform.Read(Ledger).Split('\n').Length.ShouldBe(7);
        _platform.Read(Ledger).Split('\n').Order().ShouldBe(_platform.Read("two.jsonl").Split('\n').Order());
        Status().ShouldNotContain("nothing-there");
    }

    [Test]
    public void What_cannot_be_exported_is_refused_and_nothing_is_written()
    {
        Export("one.jsonl")
            .ShouldOnlySay(
                2,
                "sandbox has no history yet; name another with --environment, or look at ledger in platform.yaml"
            );
        _platform
            .Run("--target=ExportLedger")
            .ShouldOnlySay(2, "nothing says where the history is to be written; add --save=FILE: --save=sandbox.jsonl");
        Deploy();
        Export(Ledger).ShouldOnlySay(2, $"--save={Ledger} is there already, and was not changed; name a new file");
        Export("one.jsonl", "--remove-exported")
            .ShouldOnlySay(
                2,
                "--remove-exported is for ledgers in clusters, and platform.yaml names another backend; leave it out: nothing is ever removed "
                    + "from a file or a branch"
            );
        _platform.Has("one.jsonl").ShouldBeFalse();
    }

    [Test]
    public void A_line_that_cannot_be_read_is_exported_as_it_stands_and_reported_and_never_imported()
    {
        Deploy();
        var lines = _platform.Read(Ledger).Split('\n');
        _platform.File(
            Ledger,
            string.Join('\n', lines.Select((line, at) => at == 1 ? line.Replace("done", "gone") + " " : line))
        );

        var exported = Export("one.jsonl").ShouldEnd(1);

        exported.Error.ShouldStartWith($"{Ledger}(2,1): ");
        _platform.Read("one.jsonl").ShouldBe(_platform.Read(Ledger));
        ToBranch();
        Import("one.jsonl").ShouldEnd(2).Error.ShouldStartWith("one.jsonl(2,1): ");
        Status().ShouldContain("nothing-there");
    }

    [Test]
    public void What_cannot_be_imported_is_refused_and_nothing_is_changed()
    {
        _platform
            .Run("--target=ImportLedger")
            .ShouldOnlySay(
                2,
                "nothing says which history is to be imported; add --from-file=FILE, with a file that ExportLedger wrote"
            );
        Import("one.jsonl")
            .ShouldOnlySay(2, "there is no file one.jsonl; name one that ExportLedger wrote: --from-file=FILE");
        Import("components")
            .ShouldOnlySay(
                2,
                "--from-file=components is a folder; name a file that ExportLedger wrote: --from-file=FILE"
            );
        Deploy();
        Export("one.jsonl").ShouldSucceed();
        _platform.Run("--target=Deploy", "--component=web", "--force").ShouldSucceed();
        var before = _platform.Read(Ledger);

        Import("one.jsonl")
            .ShouldOnlySay(
                2,
                $"{Ledger} already has a history of web in sandbox, and one.jsonl does not begin with it; import into an environment without a "
                    + "history, or keep both: nothing was changed"
            );

        _platform.Read(Ledger).ShouldBe(before);
    }

    private void Deploy() => _platform.Run("--target=Deploy", "--component=all", "--parallel=1").ShouldSucceed();

    private void ToBranch()
    {
        TestGit.Run(_platform.Root, "init", "--quiet", "--bare", "ledger.git");
        _platform.File(
            "platform.yaml",
            "name: scratch\ndefault-environment: sandbox\nledger: { backend: git-branch, remote: ledger.git }\n"
        );
    }

    private string Status() => _platform.Run("--target=Status", "--output=json").ShouldSucceed().RawOutput;

    private ProgramResult Export(string file, params string[] more) =>
        _platform.Run(["--target=ExportLedger", $"--save={file}", .. more]);

    private ProgramResult Import(string file, params string[] more) =>
        _platform.Run(["--target=ImportLedger", $"--from-file={file}", .. more]);
}
