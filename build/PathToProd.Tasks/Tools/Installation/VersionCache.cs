using System.Text.Json;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>
/// Remembers what version a program printed, by its path, size and time of last change, so that the next run starts
/// no process to find out. It is a cache: when it cannot be read or written, the programs are asked again.
/// </summary>
internal sealed class VersionCache(string file)
{
    private readonly Lock _lock = new();
    private Dictionary<string, Entry>? _entries;

    public string? Find(string program)
    {
        lock (_lock)
        {
            _entries ??= Load();
            return _entries.TryGetValue(program, out var entry) && entry.Stamp == Stamp(program) ? entry.Version : null;
        }
    }

    public void Remember(string program, string version)
    {
        lock (_lock)
        {
            _entries ??= Load();
            _entries[program] = new Entry(Stamp(program), version);
            Save(_entries);
        }
    }

    private static string Stamp(string program)
    {
        var real = new FileInfo(File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program);
        return real.Exists ? $"{real.FullName} {real.Length} {real.LastWriteTimeUtc.Ticks}" : "";
    }

    private Dictionary<string, Entry> Load()
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var program in document.RootElement.EnumerateObject())
            {
                entries[program.Name] = new Entry(
                    program.Value.GetProperty("stamp").GetString() ?? "",
                    program.Value.GetProperty("version").GetString() ?? ""
                );
            }
        }
        catch (Exception exception)
            when (exception
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or InvalidOperationException
                        or KeyNotFoundException
            )
        {
            // Not there yet, or damaged: every program is asked once more and the file is rewritten.
        }

        return entries;
    }

    private void Save(Dictionary<string, Entry> entries)
    {
        var temporary = $"{file}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using (var stream = File.Create(temporary))
            using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
            {
                json.WriteStartObject();
                foreach (var (program, entry) in entries.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    json.WriteStartObject(program);
                    json.WriteString("stamp", entry.Stamp);
                    json.WriteString("version", entry.Version);
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            }

            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next run asks again; nothing else is lost.
        }
    }

    private sealed record Entry(string Stamp, string Version);
}
