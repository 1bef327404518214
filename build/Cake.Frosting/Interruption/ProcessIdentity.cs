using System.Globalization;

namespace Cake.Frosting;

/// <summary>A process by its id and the time it started, as ids are used again. Known on Linux only, where /proc says so.</summary>
internal sealed record ProcessIdentity(int Id, int Parent, long StartTime)
{
    public bool IsRunning => Read(Id) is { } now && now.StartTime == StartTime;

    public static IReadOnlyList<ProcessIdentity> DescendantsOf(int id)
    {
        var found = new List<ProcessIdentity>();
        if (OperatingSystem.IsLinux())
        {
            var all = All();
            var parents = new Queue<int>([id]);
            while (parents.TryDequeue(out var parent))
            {
                foreach (var child in all.Where(process => process.Parent == parent))
                {
                    found.Add(child);
                    parents.Enqueue(child.Id);
                }
            }
        }

        return found;
    }

    private static List<ProcessIdentity> All()
    {
        var all = new List<ProcessIdentity>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
                && Read(id) is { } process
            )
            {
                all.Add(process);
            }
        }

        return all;
    }

    /// <summary>Null when there is no such process, or only its exit code is left.</summary>
    private static ProcessIdentity Read(int id)
    {
        try
        {
            // pid (name) state ppid ... starttime is the 22nd field; the name may hold spaces and parentheses.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X"
                ? null
                : new ProcessIdentity(
                    id,
                    int.Parse(fields[1], CultureInfo.InvariantCulture),
                    long.Parse(fields[19], CultureInfo.InvariantCulture)
                );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or is not ours to see.
            return null;
        }
    }
}
