namespace PathToProd.Tasks.Tests.Files;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("path-to-prod-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
