using System.Globalization;
using System.Text;

namespace PathToProd.Tools.Processes.Unix;

/// <summary>Linux's list of processes, <c>/proc</c>. Elsewhere it is empty.</summary>
internal static class ProcessTable
{
    internal static List<ProcessEntry> Read()
    {
        var entries = new List<ProcessEntry>();
        if (!OperatingSystem.IsLinux())
        {
            return entries;
        }

        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder.AsSpan()), CultureInfo.InvariantCulture, out var id)
                && Text(id, "stat") is { } stat
                && Parse(id, stat) is { } entry
            )
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>Whether a process was started with this variable. Its environment is unreadable when another user's: then no.</summary>
    internal static bool HasVariable(int id, string name, string value) => HasEntry(id, $"{name}={value}\0");

    /// <summary>The same whatever its value is.</summary>
    internal static bool HasVariable(int id, string name) => HasEntry(id, $"{name}=");

    private static bool HasEntry(int id, string start)
    {
        var environment = Bytes(id, "environ");
        ReadOnlySpan<byte> wanted = Encoding.UTF8.GetBytes(start);
        var at = environment.AsSpan().IndexOf(wanted);
        return at == 0 || (at > 0 && environment[at - 1] == 0);
    }

    /// <summary>The arguments of a process, the program first; empty when it has just ended.</summary>
    internal static string[] Arguments(int id) =>
        Text(id, "cmdline")?.Split('\0', StringSplitOptions.RemoveEmptyEntries) ?? [];

    // "id (name) state parent group session ...": the name may hold blanks and brackets, the rest not.
    private static ProcessEntry? Parse(int id, string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
            fields.Length > 3
            && int.TryParse(fields[1], CultureInfo.InvariantCulture, out var parent)
            && int.TryParse(fields[3], CultureInfo.InvariantCulture, out var session)
            ? new ProcessEntry(id, parent, session, fields[0] is "Z" or "X")
            : null;
    }

    private static string? Text(int id, string file) =>
        Bytes(id, file) is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes) : null;

    private static byte[] Bytes(int id, string file)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // it ended between listing and reading, or is not ours to look at
        }
    }
}
