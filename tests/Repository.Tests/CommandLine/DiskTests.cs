using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>Disks that are full, and folders that may not be written. They need root on Linux, which the test machines are.</summary>
public sealed class DiskTests
{
    private ScratchPlatform _platform = null!;

    [SetUp]
    public void SetUp() => _platform = new ScratchPlatform().Component("ingress");

    [TearDown]
    public void TearDown() => _platform.Dispose();

    [Test]
    public void A_disk_that_is_full_while_the_ledger_is_written_loses_nothing()
    {
        var folder = Path.Combine(_platform.Root, "environments", "sandbox");
        var manifest = _platform.Read("environments/sandbox/environment.yaml");
        using var disk = new Mount("-t", "tmpfs", "-o", "size=16k", "tmpfs", folder);
        _platform.Environment("sandbox", manifest);
        _platform.Run("--target=Deploy", "--component=ingress").ShouldSucceed();
        PadToPage("environments/sandbox/ledger.jsonl");
        var before = _platform.Read("environments/sandbox/ledger.jsonl");
        Fill(Path.Combine(folder, "filler"));

        var result = _platform.Run("--target=Deploy", "--component=ingress", "--force", "--output=json").ShouldEnd(1);

        var node = JsonNode.Parse(result.Output)!["components"]![0]!;
        node["error"]!
            .ToString()
            .ShouldBe(
                "Could not write the ledger environments/sandbox/ledger.jsonl: the disk is full. Nothing was lost: every line "
                    + "that was there is still there, and the new one was taken back. Free some space, then run the same "
                    + "command again."
            );
        _platform.Read("environments/sandbox/ledger.jsonl").ShouldBe(before);
        result.Touched.Where(path => path.StartsWith("artifacts/sandbox", StringComparison.Ordinal)).ShouldBeEmpty();

        File.Delete(Path.Combine(folder, "filler"));
        _platform.Run("--target=Deploy", "--component=ingress", "--force").ShouldSucceed();
        _platform.Read("environments/sandbox/ledger.jsonl").ShouldStartWith(before);
    }

    [Test]
    public void A_disk_that_becomes_full_in_a_run_of_several_loses_nothing_and_the_run_goes_on_when_there_is_room()
    {
        var folder = Path.Combine(_platform.Root, "environments", "sandbox");
        var manifest = _platform.Read("environments/sandbox/environment.yaml");
        using var disk = new Mount("-t", "tmpfs", "-o", "size=16k", "tmpfs", folder);
        _platform
            .RealTool("dd")
            .RealTool("wc")
            .RealTool("tr")
            .Environment("sandbox", manifest)
            .Component("base")
            .Component("middle", more: "requires: { base: \"*\" }\nsmoke: { script: fill.sh }\n")
            .Component("web", more: "requires: { middle: \"*\" }\n")
            .Script(
                "components/middle/fill.sh",
                // What is left of the ledger's last page would still take a line; an empty line means nothing.
                $"test -e {_platform.Home}/room && exit 0\n"
                    + $"cd {folder}\n"
                    + "printf \"%$((4096 - $(wc -c <ledger.jsonl) % 4096))s\" '' | tr ' ' '\\n' >>ledger.jsonl\n"
                    + "dd if=/dev/zero of=filler bs=1024 2>/dev/null\nexit 0"
            );
        _platform.Run("--target=Deploy", "--component=base").ShouldSucceed();

        var result = _platform.Run("--target=Deploy", "--component=base,middle,web", "--output=json").ShouldEnd(1);

        var nodes = JsonNode.Parse(result.RawOutput)!["components"]!.AsArray();
        nodes
            .Select(node => $"{node!["component"]} {node["outcome"]}")
            .ShouldBe(["base unchanged", "middle failed", "web not-run"]);
        nodes[1]!["error"]!
            .ToString()
            .ShouldContain("the disk is full. Nothing was lost: every line that was there is still there");

        File.Delete(Path.Combine(folder, "filler"));
        File.WriteAllText(Path.Combine(_platform.Home, "room"), "");
        _platform.Run("--target=Deploy", "--resume").ShouldSucceed();
        var history = _platform.Run("--target=History", "--output=json").ShouldSucceed();
        JsonNode.Parse(history.RawOutput)!["environments"]![0]!["attempts"]!
            .AsArray()
            .Select(attempt => $"{attempt!["component"]} {attempt["outcome"]}")
            .ShouldBe(["web succeeded", "middle succeeded", "middle interrupted", "base succeeded"]);
    }

    [Test]
    public void A_checkout_that_may_not_be_written()
    {
        _platform
            .AsNobody("--target=Deploy", "--component=ingress")
            .ShouldOnlySay(
                1,
                "Could not write the journal artifacts/runs/<run>/journal.jsonl: Access to the path '<root>/artifacts' is "
                    + "denied. Every line that was there is still there. Make the file and its folder writable by this user, "
                    + "then run the same command again."
            );
    }

    [Test]
    public void A_ledger_that_may_not_be_written()
    {
        Directory.CreateDirectory(Path.Combine(_platform.Root, "artifacts"));
        ExternalProgram.Run(_platform.Root, "chmod", "777", "artifacts");
        var result = _platform.AsNobody("--target=Deploy", "--component=ingress", "--output=json").ShouldEnd(1);
        JsonNode.Parse(result.Output)!["components"]![0]!["error"]!
            .ToString()
            .ShouldBe(
                "Could not write the ledger environments/sandbox/ledger.jsonl: Access to the path "
                    + "'<root>/environments/sandbox/ledger.jsonl' is denied. Every line that was there is still there. "
                    + "Make the file and its folder writable by this user, then run the same command again."
            );
        _platform.Has("artifacts/sandbox").ShouldBeFalse();
    }

    [Test]
    public void A_checkout_that_may_not_be_written_can_still_be_asked()
    {
        _platform.AsNobody("--target=Components").ShouldSucceed().ShouldTouchNothing();
        _platform.AsNobody("--target=Status").ShouldSucceed().ShouldTouchNothing();
    }

    // What is left of the last page would still take a line on a disk that is full. Spaces at the end of a line mean nothing.
    private void PadToPage(string ledger)
    {
        const int Page = 4096;
        var text = _platform.Read(ledger).TrimEnd('\n');
        var spaces = Page - 1 - (text.Length % Page);
        _platform.File(ledger, text + new string(' ', spaces) + "\n");
    }

    private static void Fill(string file)
    {
        try
        {
            using var filler = File.Create(file);
            while (true)
            {
                filler.WriteByte(0);
                filler.Flush();
            }
        }
        catch (IOException)
        {
            // The disk is full, as it should be.
        }
    }

    private sealed class Mount : IDisposable
    {
        private readonly string _folder;

        public Mount(params string[] arguments)
        {
            Assume.That(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "only root can mount");
            _folder = arguments[^1];
            Run("mount", arguments);
        }

        public void Dispose() => Run("umount", _folder);

        private static void Run(string program, params string[] arguments)
        {
            using var process = Process.Start(program, arguments);
            process.WaitForExit();
            process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
        }
    }
}
