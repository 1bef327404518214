using PathToProd.Model.Product;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Model.Product;

/// <summary>The version that a platform pins: read, compared with the one that runs, and raised with all else as it was.</summary>
public sealed class ProductPinTests
{
    private const string Manifest = """
        {
          "version": 1,
          "isRoot": true,
          "tools": {
            "csharpier": { "version": "0.1.0", "commands": ["csharpier"] },
            "pathtoprod.tool": {
              "version":   "0.1.0", "commands": ["path-to-prod"]
            }
          }
        }
        """;

    [Test]
    public void The_pin_is_found_among_other_tools_with_its_place() =>
        Pin().ShouldBe(new ProductPin(new SemVersion(0, 1, 0), new SourcePosition(".config/dotnet-tools.json", 7, 20)));

    [TestCase("""{ "version": 1, "tools": { "csharpier": { "version": "1.3.0" } } }""")]
    [TestCase("""{ "version": 1 }""")]
    [TestCase("[]")]
    public void A_manifest_of_other_tools_has_no_pin_and_no_problem(string manifest)
    {
        var problems = new List<Problem>();

        ProductPin.Read(manifest, problems).ShouldBeNull();

        problems.ShouldBeEmpty();
    }

    [Test]
    public void A_pin_that_is_no_version_is_reported_where_it_stands()
    {
        var problems = new List<Problem>();

        ProductPin
            .Read(Manifest.Replace("  \"0.1.0\", \"commands\": [\"path", "  \"0.1\", \"commands\": [\"path"), problems)
            .ShouldBeNull();

        problems
            .Select(problem => problem.ToString())
            .ShouldBe([
                ".config/dotnet-tools.json(7,20): \"0.1\" is not a version: a version has three numbers; write 0.1.0",
            ]);
    }

    [Test]
    public void Raising_the_pin_changes_its_version_and_nothing_else() =>
        Pin()
            .Raise(Manifest, SemVersion.Parse("0.2.0-beta.1"))
            .ShouldBe(
                Manifest.Replace("  \"0.1.0\", \"commands\": [\"path", "  \"0.2.0-beta.1\", \"commands\": [\"path")
            );

    [Test]
    public void References_to_our_packages_of_the_pinned_version_are_raised_and_no_others() =>
        Pin()
            .RaiseReferences(
                """
                <!-- 0.1.0 -->
                <PackageReference Include="PathToProd.Tasks" Version="0.1.0" />
                <PackageVersion  Include="PathToProd"  Version="0.1.0" />
                <PackageReference Include="PathToProd.Tasks" Version="0.0.9" />
                <PackageReference Include="Other" Version="0.1.0" />
                """,
                new SemVersion(0, 2, 0)
            )
            .ShouldBe(
                """
                <!-- 0.1.0 -->
                <PackageReference Include="PathToProd.Tasks" Version="0.2.0" />
                <PackageVersion  Include="PathToProd"  Version="0.2.0" />
                <PackageReference Include="PathToProd.Tasks" Version="0.0.9" />
                <PackageReference Include="Other" Version="0.1.0" />
                """
            );

    [Test]
    public void An_older_and_a_newer_program_are_said_with_both_ways_out()
    {
        const string Start = ".config/dotnet-tools.json(7,20): the platform pins Path to Prod 0.1.0, and ";

        PinMismatch.Text(Pin(), new SemVersion(0, 1, 0)).ShouldBeNull();
        PinMismatch.Text(pin: null, new SemVersion(0, 1, 0)).ShouldBeNull();
        PinMismatch
            .Text(Pin(), new SemVersion(0, 2, 0))
            .ShouldBe(
                $"{Start}0.2.0 runs, which is newer. ./build.sh starts the pinned one; ./build.sh --target=Upgrade --to=0.2.0 changes the pin."
            );
        PinMismatch
            .Text(Pin(), new SemVersion(0, 0, 9))
            .ShouldBe(
                $"{Start}0.0.9 runs, which is older. ./build.sh starts the pinned one; ./build.sh --target=Upgrade --to=0.0.9 changes the pin."
            );
    }

    private static ProductPin Pin() => ProductPin.Read(Manifest, [])!;
}
