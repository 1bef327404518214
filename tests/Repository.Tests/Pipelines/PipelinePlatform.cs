using Repository.Tests.CommandLine;

namespace Repository.Tests.Pipelines;

/// <summary>A small platform whose changes CI validates, and the pipelines that were made of it.</summary>
internal static class PipelinePlatform
{
    /// <summary>The platform with the pipelines of a CI system, or of all.</summary>
    public static ScratchPlatform With(string system)
    {
        var platform = new ScratchPlatform()
            .Component("ingress")
            .Environment("sandbox", "target: { directory: artifacts/sandbox }\nfor-tests: true\n")
            .File(".ci/run", "");
        platform.File("platform.yaml", platform.Read("platform.yaml") + "ways-of-working: ci\n");
        platform.Run("--target=Pipelines", $"--system={system}").ShouldSucceed();
        return platform;
    }
}
