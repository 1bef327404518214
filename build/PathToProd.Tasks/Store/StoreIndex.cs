using System.Text.Json;
using PathToProd.Facts.Artifacts;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Store;

/// <summary>
/// The list of what a store holds. New entries wait in memory until there are as many as the list has, so that adding
/// many costs little each; <see cref="Flush"/> writes them. Each write merges with what other processes wrote meanwhile.
/// </summary>
/// <param name="file">The store's <c>index.json</c>.</param>
/// <param name="lockFile">Held while the list is read and written.</param>
/// <param name="shown">The file as messages name it.</param>
internal sealed class StoreIndex(string file, string lockFile, string shown)
{
    private const int LeastBatch = 16;

    // A list is written in well under a second, so this bounds what a hung disk may cost.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(100);

    private readonly Lazy<HashSet<Digest>> _digests = new(() => ReadDigests(file));
    private readonly Lock _oneAtATime = new();
    private readonly List<OciDescriptor> _waiting = [];
    private StoreListing _listing = StoreListing.Empty;
    private (DateTime Written, long Length)? _stamp;

    /// <summary>What the store holds now, with what is still waiting to be written.</summary>
    public StoreListing Read()
    {
        lock (_oneAtATime)
        {
            Refresh();
            return _listing;
        }
    }

    /// <summary>
    /// The digests of all that the list held when it was first asked, read without anything else of it: for a look at
    /// thousands of artifacts of which nothing else is wanted. Empty when it cannot be read.
    /// </summary>
    public IReadOnlySet<Digest> Digests() => _digests.Value;

    /// <summary>Lists an artifact; an earlier build of its version loses its name and stays.</summary>
    /// <returns>The entry, with the record that counts: the first one.</returns>
    public OciDescriptor Add(OciDescriptor entry)
    {
        lock (_oneAtATime)
        {
            Refresh();
            _listing = _listing.With(entry);
            _waiting.Add(entry);
            if (_waiting.Count >= Math.Max(LeastBatch, _listing.Count / 2))
            {
                Write();
            }

            return _listing.Find(entry.Digest)!;
        }
    }

    /// <summary>Writes what waits.</summary>
    public void Flush()
    {
        lock (_oneAtATime)
        {
            if (_waiting.Count > 0)
            {
                Write();
            }
        }
    }

    private void Write()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(lockFile)!);
        using var held = HeldFile.Hold(lockFile, Patience);
        _stamp = null;
        Refresh();
        AtomicFile.Write(file, _listing.ToIndex().ToJson());
        _waiting.Clear();
    }

    private void Refresh()
    {
        var stamp = Stamp();
        if (stamp is not null && stamp == _stamp)
        {
            return;
        }

        var listing = stamp is null ? StoreListing.Empty : StoreListing.Of(Parse());
        _listing = _waiting.Aggregate(listing, (all, entry) => all.With(entry));

        // Another write within the clock's grain could leave the same stamp.
        _stamp = stamp is { } seen && DateTime.UtcNow - seen.Written < Grain ? null : stamp;
    }

    private OciIndex Parse()
    {
        var text = File.ReadAllText(file);
        return OciIndex.TryParse(text, out var index, out var error)
            ? index
            : throw new PlatformException(
                ExitCode.Failed,
                $"{shown} is damaged: {error}. None of it was used. Move it away; "
                    + "what is built or fetched from then on is listed again, and no artifact is lost."
            );
    }

    private static HashSet<Digest> ReadDigests(string file)
    {
        var digests = new HashSet<Digest>();
        try
        {
            var reader = new Utf8JsonReader(File.ReadAllBytes(file));
            while (reader.Read())
            {
                if (
                    reader.TokenType == JsonTokenType.PropertyName
                    && reader.ValueTextEquals("digest"u8)
                    && reader.Read()
                )
                {
                    digests.Add(new Digest(reader.GetString() ?? ""));
                }
            }

            return digests;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            // A caller that needs the list itself gets what is wrong with it.
            return [];
        }
    }

    private (DateTime Written, long Length)? Stamp()
    {
        var info = new FileInfo(file);
        return info.Exists ? (info.LastWriteTimeUtc, info.Length) : null;
    }
}
