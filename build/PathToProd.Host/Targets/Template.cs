using System.Reflection;
using System.Text;

namespace PathToProd.Host.Targets;

/// <summary>
/// The texts below <c>Templates/</c>, which this program carries with it. Markers such as <c>__name__</c> stand in them
/// and in their paths, as they mean nothing to Helm, Terraform, C# or a shell.
/// </summary>
internal static class Template
{
    /// <summary>Keeps other tools from taking a template for the file that it makes.</summary>
    private const string Suffix = ".template";

    private static readonly Assembly Program = typeof(Template).Assembly;

    /// <summary>The text of a template, with every marker replaced.</summary>
    public static string Read(string path, IReadOnlyDictionary<string, string> markers)
    {
        using var reader = new StreamReader(Program.GetManifestResourceStream(path)!);
        return Fill(reader.ReadToEnd().ReplaceLineEndings("\n"), markers);
    }

    /// <summary>The files that a folder of templates makes: the template, and the path of its file below that folder.</summary>
    public static IEnumerable<(string Template, string File)> Below(string folder) =>
        from name in Program.GetManifestResourceNames()
        where name.StartsWith(folder, StringComparison.Ordinal)
        let file = name[folder.Length..]
        orderby file
        select (name, file.EndsWith(Suffix, StringComparison.Ordinal) ? file[..^Suffix.Length] : file);

    /// <summary>Writes a file that a template made, in folders that may not be there yet. Scripts can be started.</summary>
    public static void Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    /// <summary>The same for a file of any kind.</summary>
    public static void Write(string file, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
        if (file.EndsWith(".sh", StringComparison.Ordinal) && !OperatingSystem.IsWindows())
        {
            // Resources of an assembly have no mode.
            const UnixFileMode Execute =
                UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            File.SetUnixFileMode(file, File.GetUnixFileMode(file) | Execute);
        }
    }

    /// <summary>Replaces every marker in a text.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> markers) =>
        markers.Aggregate(text, (filled, marker) => filled.Replace(marker.Key, marker.Value, StringComparison.Ordinal));
}
