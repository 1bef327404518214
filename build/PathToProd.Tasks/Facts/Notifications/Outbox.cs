using System.Text;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Notifications;

/// <summary>
/// The notifications for one receiver: a file for each that did not arrive yet, and an empty one for each that did. A process that is killed leaves the
/// first kind behind, and the next one sends it. One may be sent twice, and none is forgotten.
/// </summary>
/// <param name="root">The folder of all receivers.</param>
/// <param name="receiver">The receiver, by the name that messages call it.</param>
/// <param name="clock">The clock.</param>
internal sealed class Outbox(string root, string receiver, TimeProvider clock)
{
    private const string Waits = ".json";
    private const string Arrived = ".sent";

    /// <summary>How long it is remembered that one arrived.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    private readonly string _folder = Path.Combine(root, Digest.Of(Encoding.UTF8.GetBytes(receiver)).Hex[..16]);

    /// <summary>Keeps a notification until it has arrived. Nothing is kept when it waits already, or has arrived before.</summary>
    public void Add(string id, string text)
    {
        if (!File.Exists(PathOf(id, Arrived)))
        {
            AtomicFile.TryWriteNew(PathOf(id, Waits), text);
        }
    }

    /// <summary>Those that did not arrive yet, the oldest first.</summary>
    public IReadOnlyList<(string Id, DateTimeOffset Since)> Waiting() =>
        [
            .. Files(Waits)
                .Select(file =>
                    (
                        Path.GetFileNameWithoutExtension(file.Name),
                        new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero)
                    )
                )
                .OrderBy(one => one.Item2)
                .ThenBy(one => one.Item1, StringComparer.Ordinal),
        ];

    /// <summary>What is sent; null when another process has sent it meanwhile.</summary>
    public string? Read(string id) => SmallFile.ReadText(PathOf(id, Waits));

    /// <summary>It has arrived. That is remembered first: a process that is killed in between has it sent once more.</summary>
    public void HasArrived(string id)
    {
        AtomicFile.Write(PathOf(id, Arrived), "");
        Drop(id);
        foreach (
            var file in Files(Arrived)
                .Where(file => clock.GetUtcNow() - new DateTimeOffset(file.LastWriteTimeUtc) > Remembered)
        )
        {
            file.Delete();
        }
    }

    /// <summary>It is given up.</summary>
    public void Drop(string id) => File.Delete(PathOf(id, Waits));

    private FileInfo[] Files(string ending) =>
        Directory.Exists(_folder) ? new DirectoryInfo(_folder).GetFiles("*" + ending) : [];

    private string PathOf(string id, string ending) => Path.Combine(_folder, id + ending);
}
