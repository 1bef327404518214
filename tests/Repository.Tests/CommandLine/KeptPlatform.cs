namespace Repository.Tests.CommandLine;

/// <summary>Copies of the platforms in <c>tests/platforms/</c>.</summary>
internal static class KeptPlatform
{
    private static readonly string Folder = SourceTree.PathOf("tests", "platforms");

    /// <summary>The versions of which there is one.</summary>
    public static IEnumerable<string> Versions =>
        Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)!);

    /// <summary>One of them, committed.</summary>
    public static ScratchPlatform Copy(string version)
    {
        var platform = new ScratchPlatform().RealTool("test");
        Directory.Delete(platform.Root, recursive: true);
        ExternalProgram.Run("/", "cp", "-R", Path.Combine(Folder, version), platform.Root);
        TestGit.CommitAll(platform.Root);
        return platform;
    }
}
