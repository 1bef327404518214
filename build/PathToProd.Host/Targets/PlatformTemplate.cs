using PathToProd.Host.Invocations;
using PathToProd.Tasks.Files;

namespace PathToProd.Host.Targets;

/// <summary>
/// The files of a new platform: what every platform has, components of the reference platform, which this program carries in its
/// folder <c>platform/</c>, and a new component of each type that those do not have.
/// </summary>
internal static class PlatformTemplate
{
    private static readonly (string Name, string Type)[] Examples =
    [
        ("welcome", "manifests"),
        ("example-controller", "controller"),
    ];

    private static readonly string Carried = Path.Combine(AppContext.BaseDirectory, "platform");

    /// <summary>All of them.</summary>
    /// <param name="name">The platform's name.</param>
    public static IEnumerable<PlatformFile> Files(string name)
    {
        var markers = new Dictionary<string, string> { ["__platform__"] = name, ["__version__"] = ProgramVersion.Text };
        return
        [
            .. Template
                .Below("NewPlatform/")
                .Select(template => new PlatformFile.OfText(template.File, Template.Read(template.Template, markers))),
            .. Examples.SelectMany(example =>
                ComponentTemplate
                    .Files(example.Name, example.Type, [])
                    .Select(file => Own($"components/{example.Name}/{file.Path}", file.Text))
            ),
            .. FileTree.Files(Carried).Select(OfReference),
        ];
    }

    private static PlatformFile OfReference(string path)
    {
        var file = Path.Combine(Carried, path);
        return path.EndsWith(".yaml", StringComparison.Ordinal)
            ? Own(path, File.ReadAllText(file))
            : new PlatformFile.Copy(path, file);
    }

    /// <summary>Editors find the schemas where Schemas writes them in a platform of one's own.</summary>
    private static PlatformFile.OfText Own(string path, string text) => new(path, SchemaPlace.InPlatform(text));
}

/// <summary>A file of a new platform. A closed family.</summary>
/// <param name="Path">Relative to the platform's folder.</param>
internal abstract record PlatformFile(string Path)
{
    /// <summary>Writes it, in folders that may not be there yet.</summary>
    public abstract void Write(string file);

    /// <summary>One with this text.</summary>
    internal sealed record OfText(string Path, string Text) : PlatformFile(Path)
    {
        public override void Write(string file) => Template.Write(file, Text);
    }

    /// <summary>A copy of another file. Not its mode: all files of a package can be started once NuGet has unpacked it.</summary>
    internal sealed record Copy(string Path, string From) : PlatformFile(Path)
    {
        public override void Write(string file) => Template.Write(file, File.ReadAllBytes(From));
    }
}
