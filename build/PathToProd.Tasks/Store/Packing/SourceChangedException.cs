namespace PathToProd.Tasks.Store.Packing;

/// <summary>A source is not what it was when its digest was made.</summary>
/// <param name="path">Its path in the artifact.</param>
/// <param name="what">What was seen.</param>
/// <param name="innerException">Why it could not be read; null when it could.</param>
internal sealed class SourceChangedException(string path, string what, Exception? innerException = null)
    : Exception($"{path} changed: {what}", innerException)
{
    public string SourcePath { get; } = path;

    public string What { get; } = what;
}
