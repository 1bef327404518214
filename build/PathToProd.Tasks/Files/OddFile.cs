using PathToProd.Text;

namespace PathToProd.Tasks.Files;

/// <summary>
/// What stands where a file with text is expected, and must not be opened: a pipe waits for a writer that never comes, and a
/// device has no end. Outside Linux only folders and links are seen.
/// </summary>
/// <param name="What">What it is, to stand after "this is".</param>
/// <param name="Fix">What to do.</param>
internal sealed record OddFile(string What, string Fix)
{
    private const int Pipe = 0x1000;
    private const int CharacterDevice = 0x2000;
    private const int BlockDevice = 0x6000;
    private const int Socket = 0xC000;

    private const long MostBytes = 64 << 20;

    /// <summary>What is odd about a path; null for a file, for a link to one, and when nothing is there.</summary>
    public static OddFile? At(string path)
    {
        if (!StatX.Facts(path, follow: true, out var facts))
        {
            return Directory.Exists(path) ? Folder : null;
        }

        return facts is null ? Link(path)
            : facts.IsFolder ? Folder
            : facts.Size > MostBytes ? new OddFile($"a file of {ByteSize.Text(facts.Size)}", "write at most 64 MiB")
            : facts.Kind switch
            {
                Pipe => new OddFile("a pipe", PutAFile),
                Socket => new OddFile("a socket", PutAFile),
                CharacterDevice or BlockDevice => new OddFile("a device", PutAFile),
                _ => null,
            };
    }

    /// <summary>The problem at a place.</summary>
    public Problem At(SourcePosition where) => new(where, $"this is {What}", Fix);

    private const string PutAFile = "put a file in its place";

    private static OddFile Folder { get; } = new("a folder", PutAFile);

    private static OddFile? Link(string path)
    {
        var link = new FileInfo(path);
        if (link.LinkTarget is not { } target)
        {
            return null;
        }

        try
        {
            _ = link.ResolveLinkTarget(returnFinalTarget: true);
            return new OddFile($"a link to {target}, which does not exist", "replace it with a file");
        }
        catch (IOException)
        {
            // The system gave up following it.
            return new OddFile($"a link to {target}, which leads in a circle", "replace it with a file");
        }
    }
}
