using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>Problems with what cannot be read, in the same words everywhere.</summary>
internal static class Unreadable
{
    public static Problem Folder(string path, Exception exception) => Of("folder", path, exception);

    public static Problem File(string path, Exception exception) => Of("file", path, exception);

    public static Problem Name(string path) => new(new SourcePosition(path), "the name is not UTF-8", "rename it");

    private static Problem Of(string noun, string path, Exception exception) =>
        new(
            new SourcePosition(path),
            $"the {noun} cannot be read: {exception.Message.TrimEnd('.')}",
            exception is UnauthorizedAccessException ? "make it readable by this user" : "check the disk"
        );
}
