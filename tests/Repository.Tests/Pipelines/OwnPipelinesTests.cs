using System.Text.RegularExpressions;

namespace Repository.Tests.Pipelines;

/// <summary>This repository's own pipelines.</summary>
[CancelAfter(120_000)]
public sealed partial class OwnPipelinesTests
{
    [Test]
    public void They_are_what_this_repository_s_graph_gives()
    {
        var start = ExternalProgram.Start(
            SourceTree.Root,
            "dotnet",
            SourceTree.Program,
            "--target=Pipelines",
            "--system=all",
            "--check"
        );
        start.Environment["PATH_TO_PROD_ROOT"] = SourceTree.Root;
        ExternalProgram.Succeed(start);
    }

    [Test]
    public void Actions_are_pinned_by_commit()
    {
        var uses = Directory
            .GetFiles(SourceTree.PathOf(".github", "workflows"))
            .SelectMany(File.ReadAllLines)
            .Where(line => line.Contains(" uses: ", StringComparison.Ordinal))
            .ToArray();

        uses.ShouldNotBeEmpty();
        uses.ShouldAllBe(line => Pinned().IsMatch(line));
    }

    [GeneratedRegex(@"uses: [\w/-]+@[0-9a-f]{40} # v[\d.]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pinned();
}
