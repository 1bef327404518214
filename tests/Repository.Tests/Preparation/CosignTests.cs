using System.Security.Cryptography;

namespace Repository.Tests.Preparation;

/// <summary>cosign is taken out of a package of another release of Debian, from where the machine takes its own. The sources here are folders.</summary>
[Platform("Linux")]
public sealed class CosignTests
{
    private const string Advice = "Or install cosign 2 as your system does, so that it is on the PATH.\n";

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make()
    {
        Assume.That(File.Exists("/usr/bin/apt-get"), "only Debian has apt-get");
        _folder = new TemporaryFolder();
        foreach (var folder in (string[])["sources", "package/DEBIAN", "package/usr/bin", Lists])
        {
            Directory.CreateDirectory(In(folder));
        }

        ScriptFile.WriteShell(In("package/usr/bin/cosign"), "echo 'of trixie'");
        File.WriteAllText(
            In("package/DEBIAN/control"),
            "Package: cosign\nVersion: 2.5.0-1\nArchitecture: all\nMaintainer: t <t@example.invalid>\nDescription: t\n"
        );
        ExternalProgram.Run(In("archive"), "dpkg-deb", "--build", In("package"), Package);
        File.WriteAllText(
            In($"{Lists}/Packages"),
            $"{File.ReadAllText(In("package/DEBIAN/control"))}Filename: {Package}\nSize: {new FileInfo(In($"archive/{Package}")).Length}\nSHA256: {Digest($"archive/{Package}")}\n"
        );
        File.WriteAllText(
            In("archive/dists/trixie/Release"),
            "Suite: trixie\nCodename: trixie\nArchitectures: amd64\nComponents: main\nDate: Sat, 09 Aug 2025 09:00:00 UTC\nSHA256:\n"
                + $" {Digest($"{Lists}/Packages")} {new FileInfo(In($"{Lists}/Packages")).Length} main/binary-amd64/Packages\n"
        );
    }

    [TearDown]
    public void Remove() => _folder?.Dispose();

    [Test]
    public void It_comes_from_where_the_machine_takes_the_packages_of_its_own_release()
    {
        Source(
            "one.list",
            $"# deb [trusted=yes] file:/gone {Release} main\ndeb [trusted=yes] file:{In("archive")} {Release} main contrib\n"
        );
        Source("other.list", $"deb [trusted=yes] file:/gone {Release}-other main\ndeb file:/gone {Release} stable\n");

        Take().ShouldBe((0, ""));

        ExternalProgram.End("/", In("to/cosign")).Output.ShouldBe("of trixie\n");
        Directory.GetFileSystemEntries(In("to")).ShouldBe([In("to/cosign")]);
    }

    [Test]
    public void So_it_does_where_sources_are_paragraphs()
    {
        Source(
            "all.sources",
            $"""
            Types: deb
            URIs: file:/gone
            Suites: {Release}-security
            Components: main

            Types: deb
            # A mirror
            URIs: file:{In("archive")}
            Suites: {Release}-updates {Release}
            Components: main contrib
            Trusted: yes

            """
        );

        Take().ShouldBe((0, ""));

        File.Exists(In("to/cosign")).ShouldBeTrue();
    }

    [Test]
    public void A_source_that_is_not_signed_is_not_believed()
    {
        Source("one.list", $"deb file:{In("archive")} {Release} main\n");

        var (exitCode, errors) = Take();

        exitCode.ShouldBe(1);
        errors.ShouldContain("is not signed.");
        errors.ShouldEndWith(
            "tests/cosign.sh: what this machine takes Debian's packages from has no cosign of trixie that apt trusts.\n"
                + Advice
        );
        Directory.Exists(In("to")).ShouldBeFalse();
    }

    [Test]
    public void Nor_is_a_package_that_was_changed()
    {
        Source("one.list", $"deb [trusted=yes] file:{In("archive")} {Release} main\n");
        File.AppendAllText(In("archive/cosign.deb"), "x");

        var (exitCode, errors) = Take();

        exitCode.ShouldBe(1);
        errors.ShouldEndWith(Advice);
        Directory.Exists(In("to")).ShouldBeFalse();
    }

    private const string Lists = "archive/dists/trixie/main/binary-amd64";

    private const string Package = "cosign.deb";

    private static string Release { get; } =
        File.ReadLines("/etc/os-release")
            .Single(line => line.StartsWith("VERSION_CODENAME=", StringComparison.Ordinal))
            .Split('=')[1];

    private string Digest(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(In(path))));

    private string In(string path) => Path.Combine(_folder.Path, path);

    private void Source(string name, string text) => File.WriteAllText(In($"sources/{name}"), text);

    private (int ExitCode, string Errors) Take()
    {
        File.WriteAllText(
            In("apt.conf"),
            $"Dir::Etc::sourcelist \"{In("none")}\";\nDir::Etc::sourceparts \"{In("sources")}\";\nAPT::Architecture \"amd64\";\n"
        );
        var start = ExternalProgram.Start(_folder.Path, SourceTree.PathOf("tests", "cosign.sh"), "to");
        start.Environment["APT_CONFIG"] = In("apt.conf");
        var end = ExternalProgram.End(start);
        return (end.ExitCode, end.Errors);
    }
}
