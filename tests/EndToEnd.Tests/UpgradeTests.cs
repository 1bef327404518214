using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>A platform that an earlier version made goes to a later one and back, from packages alone.</summary>
public sealed class UpgradeTests
{
    private const string Commit = "git add --all && git -c user.name=a -c user.email=a@b commit --quiet -m next";

    /// <summary>A source at which nothing listens.</summary>
    private const string Nowhere = "https://127.0.0.1:1/v3/index.json";

    /// <summary>The platform that the newest earlier version left behind.</summary>
    private static string Kept { get; } =
        Directory
            .EnumerateDirectories(Path.Combine(SourceTree.Root, "tests", "platforms"))
            .Max(StringComparer.Ordinal)!;

    private static string From => Path.GetFileName(Kept);

    [Test]
    public void A_platform_of_an_earlier_version_is_shown_what_changes_then_upgraded_and_taken_back()
    {
        using var platform = Adopted();

        var schemas = Directory.GetFiles(platform.PathOf(".schemas"), "*", SearchOption.AllDirectories).Length;

        var shown = platform.Type("./build.sh --target=Upgrade").Output;

        shown.ShouldBe(
            $"""
            From Path to Prod {From}, which is pinned, to {PackedProduct.LaterVersion}:

            Check of {PackedProduct.LaterVersion}: no problem, as before
            Keys: none was renamed
            Evidence: all counts as before
            Rendered: 4 files, each the same as before
            Files
              .config/dotnet-tools.json
              components/Directory.Build.props
              .schemas/ ({schemas} files)

            Nothing was changed. To do it:

              ./build.sh --target=Upgrade --confirm={PackedProduct.LaterVersion}

            """
        );
        platform.Type("git status --short").Output.ShouldBeEmpty();

        platform
            .Type($"./build.sh --target=Upgrade --confirm={PackedProduct.LaterVersion}")
            .Output.ShouldEndWith(
                $"""
                The files above were changed. Read them with git diff, and commit them.
                To take it back: git restore . before the commit, ./build.sh --target=Upgrade --to={From} after it.

                """
            );
        // One line of each: a version.
        platform
            .Type("git diff --shortstat")
            .Output.Trim()
            .ShouldBe($"{schemas + 2} files changed, {schemas + 2} insertions(+), {schemas + 2} deletions(-)");
        platform.Type(Commit);

        platform.Type("./build.sh --version").Output.ShouldBe($"Path to Prod {PackedProduct.LaterVersion}\n");
        platform.Replace("components/web/component.yaml", "version: 1.0.0", "version: 1.1.0");
        platform.Type("./build.sh --target=Deploy --component=web");
        var attempts = platform.Type("./build.sh --target=History --output=json").Json["environments"]!
            .AsArray()
            .Single(environment => (string?)environment!["environment"] == "ci")!["attempts"]!.AsArray();
        attempts
            .Select(attempt => $"{attempt!["component"]} {attempt["version"]} by {attempt["product"]}")
            .ShouldBe([
                $"web 1.1.0 by {PackedProduct.LaterVersion}",
                $"net 1.0.0 by {PackedProduct.LaterVersion}",
                $"web 1.0.0 by {From}",
                $"net 1.0.0 by {From}",
            ]);
        platform.Type(Commit);

        // Both versions are on this machine, so no source is asked.
        platform.Sources(Nowhere);
        platform.Type($"./build.sh --target=Upgrade --confirm={From}");
        platform
            .Type("git diff --stat HEAD~2 -- .config components/Directory.Build.props .schemas")
            .Output.ShouldBeEmpty();
        platform.Type("./build.sh --target=Status").Output.ShouldContain("1.1.0");
    }

    [Test]
    public void What_differs_between_the_versions_is_shown_line_by_line_and_what_is_to_be_edited_by_hand_too()
    {
        using var platform = Adopted();
        // A component whose own tests ask for the version stands for a version that renders otherwise.
        platform
            .Write("components/net/Net.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />\n")
            .Write(
                "components/net/Tasks.cs",
                """
                namespace Net;

                [TaskName("Build")]
                public sealed class Build : BuildManifests;

                /// <inheritdoc />
                [TaskName("Test"), IsDependentOn(typeof(Build))]
                public sealed class Test : TestManifests
                {
                    /// <inheritdoc />
                    protected override void Execute(ComponentContext context)
                    {
                        base.Execute(context);
                        File.AppendAllText(
                            Path.Combine(context.Workspace.Work("ci", "net"), "rendered.yaml"),
                            $"# {PathToProd.Versions.ProductVersion.Current}\n"
                        );
                    }
                }

                [TaskName("Deploy"), IsDependentOn(typeof(Test))]
                public sealed class Deploy : DeployManifests;

                """
            );
        platform.Type(Commit);

        platform
            .Type("./build.sh --target=Upgrade")
            .Output.ShouldContain(
                $"""
                Rendered
                  ~ rendered/ci/net.yaml
                """
            );

        platform.Replace("components/web/component.yaml", "type: manifests", "type: manifests\nrequires-product: <99");
        platform.Type(Commit);
        var refused = platform.Type("./build.sh --target=Upgrade", exitCode: 1).Output;
        refused.ShouldContain(
            $"""
            Check of {PackedProduct.LaterVersion}
              components/web/component.yaml(5,19): the component needs Path to Prod <99, and {PackedProduct.LaterVersion} runs; go back to one of these (./build.sh --target=Upgrade --to=VERSION), or change the range
            """
        );
        refused.ShouldContain(
            $"""
            Not known
              what {PackedProduct.LaterVersion} renders, and how it counts evidence, as its Check fails
            """
        );
    }

    [Test]
    public void Sources_without_a_newer_version_end_it_well_and_those_that_do_not_answer_with_one_clear_line()
    {
        using var platform = Adopted();
        platform.Sources(PackedProduct.Now);
        platform
            .Type("./build.sh --target=Upgrade")
            .Output.ShouldBe($"Path to Prod {From} is pinned, and the package sources have no newer one.\n");

        platform
            .Type("./build.sh --target=Upgrade --to=98.0.0", exitCode: 1)
            .Error.ShouldStartWith("Path to Prod 98.0.0 could not be taken from the package sources: ");

        platform.Sources(Nowhere);
        var error = platform.Type("./build.sh --target=Upgrade", exitCode: 1).Error;
        error.ShouldStartWith(
            $"The newest version of Path to Prod could not be taken from the package sources: Unable to load the service index for source {Nowhere}\n"
        );
        error.TrimEnd('\n').Split('\n').Length.ShouldBe(2);
        platform.Type("git status --short").Output.ShouldBeEmpty();

        // What was restored before needs no source.
        platform.Type("./build.sh --target=Status").Output.ShouldContain("web");
    }

    private static AdoptedPlatform Adopted()
    {
        var platform = new AdoptedPlatform(PackedProduct.Now, PackedProduct.Later);
        platform.TypeBeside($"cp -R {Kept} {AdoptedPlatform.Name}").ShouldExitWith(0);
        platform.Type($"git init --quiet && ./build.sh --target=Schemas && {Commit}");
        // The pinned set names artifacts that no registry has.
        platform.Type("./build.sh --target=Build --component=all");
        return platform;
    }
}
