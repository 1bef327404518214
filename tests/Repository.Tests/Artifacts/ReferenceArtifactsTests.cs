using Repository.Tests.CommandLine;

namespace Repository.Tests.Artifacts;

/// <summary>The five components of this repository, built by two people, and read by the tools that artifacts are made for.</summary>
public sealed class ReferenceArtifactsTests
{
    private static readonly string[] Components =
    [
        "base-k8s",
        "base-network",
        "external-dns",
        "ingress",
        "policy-agents",
    ];

    private static readonly string[] Names = [.. Components.Select(Name)];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("path-to-prod-artifacts-");
    private BuiltClone _clone = null!;

    private OciLayout Store => _clone.Store;

    [OneTimeSetUp]
    public void Build() => _clone = new BuiltClone(BuiltClone.Origin(_folder.CreateSubdirectory("origin").FullName));

    [OneTimeTearDown]
    public void Remove()
    {
        _clone?.Dispose();
        _folder.Delete(recursive: true);
    }

    [Test]
    public void Two_clones_in_two_folders_with_other_line_ends_build_the_same_digests()
    {
        using var windows = new BuiltClone(Path.Combine(_folder.FullName, "origin"), withLineEndsOfWindows: true);

        File.ReadAllText(Path.Combine(windows.Root, "components/ingress/chart/values.yaml")).ShouldContain("\r\n");
        File.ReadAllText(Path.Combine(_clone.Root, "components/ingress/chart/values.yaml")).ShouldNotContain("\r\n");
        Store.Digests.Keys.ShouldBe(Names);
        windows.Store.Digests.ShouldBe(Store.Digests);
        Names.ShouldAllBe(name => windows.Store.Parts(name).SequenceEqual(Store.Parts(name)));
    }

    [Test]
    public void Skopeo_copies_them_to_a_registry_and_back_unchanged()
    {
        using var registry = LoopbackRegistry.Start();
        var back = new OciLayout(Path.Combine(_folder.FullName, "back"));
        foreach (var name in Names)
        {
            var there = $"docker://{registry.Host}/copies/{name}";
            Skopeo("--dest-tls-verify=false", $"oci:{Store.Folder}:{name}", there);
            Skopeo("--src-tls-verify=false", there, $"oci:{back.Folder}:{name}");
        }

        back.Digests.ShouldBe(Store.Digests);
        foreach (var name in Names)
        {
            Store.Parts(name)[0].ShouldBe(Store.Digests[name]);
            back.Parts(name).ShouldBe(Store.Parts(name));
        }
    }

    [Test]
    public void Helm_reads_the_chart_that_lies_in_the_layer_of_ingress()
    {
        var chart = Path.Combine(_folder.FullName, "ingress.tgz");
        File.Copy(Store.FirstLayer(Name("ingress")), chart);
        var helm = MachineTool.Find("helm");

        var shown = ExternalProgram.Run(_folder.FullName, helm, "show", "chart", chart).Split('\n');
        shown.ShouldContain("name: ingress");
        shown.ShouldContain($"version: {Name("ingress").Split(':')[1]}");

        var source = Path.Combine(_clone.Root, "components", "ingress");
        Rendered(helm, chart).ShouldBe(Rendered(helm, Path.Combine(source, "chart")));

        string Rendered(string program, string from) =>
            ExternalProgram.Run(
                _folder.FullName,
                program,
                "template",
                "ingress",
                from,
                "--namespace=ingress",
                $"--values={Path.Combine(source, "tests", "inputs.yaml")}"
            );
    }

    [Test]
    public void Unzip_reads_the_module_package_of_base_network()
    {
        var package = Store.FirstLayer(Name("base-network"));
        var unpacked = Path.Combine(_folder.FullName, "module");

        ExternalProgram.Run(_folder.FullName, "unzip", "-q", package, "-d", unpacked);

        var source = Path.Combine(_clone.Root, "components", "base-network", "terraform");
        Files(unpacked).ShouldBe(Files(source));
        Files(source).Count.ShouldBeGreaterThan(10);
    }

    /// <summary>The name of what a component's sources are built into: <c>ingress:1.4.0</c>.</summary>
    private static string Name(string component)
    {
        const string Version = "version: ";
        var line = File.ReadLines(SourceTree.PathOf("components", component, "component.yaml"))
            .Single(line => line.StartsWith(Version, StringComparison.Ordinal));
        return $"{component}:{line[Version.Length..]}";
    }

    private static SortedDictionary<string, string> Files(string folder) =>
        new(
            Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText),
            StringComparer.Ordinal
        );

    private void Skopeo(string option, string from, string to) =>
        ExternalProgram.Run(
            _folder.FullName,
            MachineTool.Find("skopeo"),
            "--insecure-policy",
            "copy",
            "--quiet",
            "--preserve-digests",
            option,
            from,
            to
        );
}
