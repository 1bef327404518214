using PathToProd.Facts.Sources;
using PathToProd.Tasks.Facts.Results;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Facts.Results;

public sealed class ResultsFileTests
{
    private static readonly InputDigests Inputs = new([new InputDigest("file a", "sha256:1")]);

    [Test]
    public void Inputs_are_found_again_by_their_digest()
    {
        using var folder = new TemporaryFolder();
        var results = new ResultsFile(new Workspace(folder.Path));

        results.Keep(Inputs.Key, Inputs);

        results.Inputs(Inputs.Key)!.All.ShouldBe(Inputs.All);
        results.Inputs(Digest.Of("something else"u8)).ShouldBeNull();
    }

    [Test]
    public void A_digest_that_a_file_was_made_to_say_leads_nowhere_else()
    {
        using var folder = new TemporaryFolder();
        var workspace = new Workspace(folder.Path);
        Directory.CreateDirectory(Path.Combine(workspace.Results, "inputs"));
        File.WriteAllText(Path.Combine(workspace.Results, "secret.json"), Inputs.ToJson());

        new ResultsFile(workspace).Inputs(new Digest("sha256:../secret")).ShouldBeNull();
    }
}
