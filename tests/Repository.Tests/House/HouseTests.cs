using System.Text.RegularExpressions;
using System.Xml.Linq;
using PathToProd.Versions;
using Repository.Tests.CommandLine;

namespace Repository.Tests.House;

/// <summary>The rules of this repository that no compiler checks.</summary>
public sealed partial class HouseTests
{
    [Test]
    public void All_code_is_formatted()
    {
        Run("dotnet", "tool", "restore").ShouldBeEmpty();
        Run("dotnet", "csharpier", "check", ".").ShouldBeEmpty();
    }

    [Test]
    public void The_reference_platform_fits_together() =>
        Run("dotnet", SourceTree.Program, "--target=Check").ShouldBeEmpty();

    [Test]
    public void The_schemas_are_those_of_the_types()
    {
        using var platform = new ScratchPlatform();
        var written = platform.Run("--target=Schemas").ShouldSucceed().RawOutput.Split('\n')[..^1];
        foreach (var file in written)
        {
            TrackedFiles
                .Read(Here(file))
                .ReplaceLineEndings("\n")
                .ShouldBe(WithoutAddress(file), $"{Here(file)} is out of date; run ./build.sh --target=Schemas");
        }

        // This repository's own are of no version yet.
        string WithoutAddress(string file) =>
            platform
                .Read(file)
                .Replace(
                    $"  \"$id\": \"urn:path-to-prod:{ProductVersion.Text}:{Path.GetFileName(file)}\",\n",
                    "",
                    StringComparison.Ordinal
                );

        static string Here(string file) => file.Replace(".schemas/", "build/schemas/", StringComparison.Ordinal);

        TrackedFiles
            .All.Where(file => file.StartsWith("build/schemas/", StringComparison.Ordinal))
            .ShouldBe(written.Select(Here), ignoreOrder: true);
    }

    [Test]
    public void Every_manifest_names_a_schema_that_exists()
    {
        var manifests = TrackedFiles
            .Ending("component.yaml", "environment.yaml", "versions.yaml", "platform.yaml")
            .Where(file => file == "platform.yaml" || file.Split('/')[0] is "components" or "environments")
            .Where(file => !file.Contains("/chart/", StringComparison.Ordinal));
        foreach (var file in manifests)
        {
            var first = TrackedFiles.Read(file).Split('\n')[0];
            var match = SchemaLine().Match(first);
            match.Success.ShouldBeTrue($"{file} must begin with # yaml-language-server: $schema=...");
            var schema = Path.GetFullPath(
                Path.Combine(SourceTree.Root, Path.GetDirectoryName(file)!, match.Groups["path"].Value)
            );
            File.Exists(schema).ShouldBeTrue($"{file} names {schema}, which does not exist");
        }
    }

    [TestCase("PathToProd", "Cake.", "PathToProd.Tools", "PathToProd.Tasks", "PathToProd.Host")]
    [TestCase("PathToProd.Tools", "Cake.Frosting", "Cake.Common", "PathToProd.Tasks", "PathToProd.Host")]
    [TestCase("PathToProd.Tasks", "PathToProd.Host")]
    [TestCase("Cake.Frosting", "PathToProd")]
    public void References_go_one_way(string project, params string[] never)
    {
        var folder = $"build/{project}/";
        var references = XDocument
            .Parse(TrackedFiles.Read($"{folder}{project}.csproj"))
            .Descendants()
            .Where(element =>
                element.Name.LocalName is "ProjectReference" or "PackageReference" or "Reference" or "Import"
            )
            .Select(element => (element.Attribute("Include") ?? element.Attribute("Project"))!.Value.Replace('\\', '/'))
            .Select(reference => reference.Split('/')[^1]);
        references
            .Where(reference => never.Any(name => reference.StartsWith(name, StringComparison.Ordinal)))
            .ShouldBeEmpty();

        var usings =
            from file in TrackedFiles.Ending(".cs")
            where file.StartsWith(folder, StringComparison.Ordinal)
            from line in TrackedFiles.Read(file).Split('\n')
            where never.Any(name => line.StartsWith($"using {name.TrimEnd('.')}", StringComparison.Ordinal))
            where project != "PathToProd" || !line.StartsWith("using PathToProd;", StringComparison.Ordinal)
            select $"{file}: {line}";
        usings.ShouldBeEmpty();
    }

    [Test]
    public void A_caught_exception_is_named_exception()
    {
        var others =
            from file in TrackedFiles.Ending(".cs")
            from Match caught in Caught().Matches(TrackedFiles.Read(file))
            where caught.Groups["name"].Value != "exception"
            select $"{file}: {caught.Value}";
        others.ShouldBeEmpty();
    }

    [Test]
    public void The_readme_links_every_document()
    {
        var readme = TrackedFiles.Read("README.md");
        var documents = TrackedFiles
            .Ending(".md")
            .Where(file => !file.Contains('/') || file.StartsWith("docs/", StringComparison.Ordinal));

        documents
            .Where(file => file != "README.md" && !readme.Contains($"]({file})", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Test]
    public void Every_snapshot_is_read_by_a_test()
    {
        foreach (var snapshot in TrackedFiles.Ending(".verified.txt"))
        {
            var parts = Path.GetFileName(snapshot).Split('.', 2);
            var name = parts[1][..^".verified.txt".Length];
            var tests = $"{Path.GetDirectoryName(Path.GetDirectoryName(snapshot))!.Replace('\\', '/')}/{parts[0]}.cs";
            File.Exists(SourceTree.PathOf(tests)).ShouldBeTrue($"{snapshot} belongs to no test: there is no {tests}");
            var code = TrackedFiles.Read(tests);
            name.Split('.')
                .ShouldAllBe(
                    part => code.Contains(part, StringComparison.Ordinal) || code.Contains(part.Replace('_', ' ')),
                    $"{snapshot} is read by no test of {tests}"
                );
        }
    }

    [Test]
    public void No_file_names_a_place_of_the_machine_it_was_written_on()
    {
        // In two parts each, so that this file does not find itself.
        string[] forbidden =
        [
            "/wo" + "rk/",
            "/ro" + "ot/",
            "/home/" + "runner",
            "C:\\" + "Users",
            "regis" + "try.internal",
        ];
        var found =
            from file in TrackedFiles.All
            where !IsBinary(file)
            from line in TrackedFiles.Read(file).Split('\n')
            where forbidden.Any(text => Begins(line, text))
            select $"{file}: {line.Trim()}";
        found.ShouldBeEmpty();
    }

    [Test]
    public void Lock_files_name_no_source_of_packages() =>
        TrackedFiles
            .Ending("packages.lock.json", "NuGet.config", "nuget.config", ".npmrc", "package-lock.json")
            .Where(file =>
                Regex.IsMatch(TrackedFiles.Read(file), "https?://", RegexOptions.None, TimeSpan.FromSeconds(1))
            )
            .Where(file => !TrackedFiles.Read(file).Contains("https://api.nuget.org", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Test]
    public void Every_component_has_a_README_its_own_tasks_and_tests()
    {
        var components = TrackedFiles
            .Ending("/component.yaml")
            .Where(file => file.StartsWith("components/", StringComparison.Ordinal));
        foreach (var folder in components.Select(file => file[..^"/component.yaml".Length]))
        {
            TrackedFiles.All.ShouldContain($"{folder}/README.md");
            TrackedFiles.All.ShouldContain($"{folder}/Tasks.cs");
            TrackedFiles
                .All.Any(file =>
                    file.StartsWith($"{folder}/", StringComparison.Ordinal)
                    && file.Contains("/tests/", StringComparison.Ordinal)
                )
                .ShouldBeTrue($"{folder} has no tests/");
        }
    }

    [Test]
    public void Every_text_file_has_line_feeds_and_ends_with_one()
    {
        var wrong = TrackedFiles
            .Ending(".cs", ".csproj", ".props", ".targets", ".yaml", ".md", ".tf", ".sh", ".tpl")
            .Where(file =>
                TrackedFiles.Read(file) is { Length: > 0 } text && (text.Contains('\r') || text[^1] != '\n')
            );
        wrong.ShouldBeEmpty();
    }

    [Test]
    public void No_test_is_skipped()
    {
        string[] forbidden = ["[Ign" + "ore(", "[Expl" + "icit", "Assert.Ign" + "ore", "Assert.Inconcl" + "usive"];
        var found =
            from file in TrackedFiles.Ending(".cs")
            where file.StartsWith("tests/", StringComparison.Ordinal)
            from line in TrackedFiles.Read(file).Split('\n')
            where forbidden.Any(text => line.Contains(text, StringComparison.Ordinal))
            select $"{file}: {line.Trim()}";
        found.ShouldBeEmpty();
    }

    // artifacts/work/ is a folder of ours.
    private static bool Begins(string line, string text)
    {
        var at = line.IndexOf(text, StringComparison.OrdinalIgnoreCase);
        return at == 0 || (at > 0 && !char.IsLetterOrDigit(line[at - 1]) && line[at - 1] is not ('.' or '}' or '>'));
    }

    private static bool IsBinary(string file) =>
        Path.GetExtension(file) is ".png" or ".tgz" or ".gz" or ".zip" or ".dll" or ".ico";

    /// <summary>What a command wrote when it failed; empty when it succeeded.</summary>
    private static string Run(string program, params string[] arguments)
    {
        var (exitCode, output, errors) = ExternalProgram.End(SourceTree.Root, program, arguments);
        return exitCode == 0 ? "" : output + errors;
    }

    [GeneratedRegex(
        @"^# yaml-language-server: \$schema=(?<path>\S+)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex SchemaLine();

    [GeneratedRegex(@"\bcatch \([\w.]+ (?<name>\w+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Caught();
}
