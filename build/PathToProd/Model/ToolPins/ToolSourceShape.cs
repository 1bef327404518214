using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Model.ToolPins;

/// <summary>What an item of a tool's <c>sources</c> must look like: a word, or a map that a key tells from others.</summary>
internal sealed class ToolSourceShape : Shape<ToolSource>
{
    private static readonly WordShape<ToolSource> Words = new(
        new("path", new PathSource()),
        new("folder", new FolderSource())
    );

    private static readonly Key<string> Url = new(
        "url",
        new TextShape<string>(ToolFormats.Address),
        "A download; {version}, {os}, {arch} and {exe} are filled in."
    )
    {
        Fallback = "",
        RequiredAs = "url: https://...",
    };

    private static readonly Key<string?> FileOfArchive = new(
        "file",
        new TextShape<string>(ToolFormats.Member)!,
        "The program inside the archive. Without it the download is the program."
    )
    {
        Fallback = null,
    };

    private static readonly Key<PinnedPackage> Npm = new(
        "npm",
        new TextShape<PinnedPackage>(ToolFormats.Package),
        "A package with its version, fetched by the npm client."
    )
    {
        Fallback = PinnedPackage.None,
        RequiredAs = "npm: name@1.2.3",
    };

    private static readonly Key<Digest?> PackageDigest = new(
        "package-digest",
        new TextShape<Digest>(ToolFormats.Digest)!,
        "The digest of the package."
    )
    {
        Fallback = null,
    };

    private static readonly Key<string?> Archive = new(
        "archive",
        new TextShape<string>(ToolFormats.Archive)!,
        "The archive inside the package that holds the program."
    )
    {
        Fallback = null,
    };

    private static readonly Key<string> FileOfPackage = new(
        "file",
        new TextShape<string>(ToolFormats.Member),
        "The program inside the package, or inside its archive."
    )
    {
        Fallback = "",
        RequiredAs = "file: package/bin/...",
    };

    private static readonly Key<string?> Version = new(
        "version",
        new TextShape<string>(ToolFormats.Version)!,
        "The program's version. Without it, the package's."
    )
    {
        Fallback = null,
    };

    private static readonly Key<Named<Digest>[]> Digests = new(
        "digests",
        new MapShape<Digest>("a key of digests", ToolFormats.Machine, new TextShape<Digest>(ToolFormats.Digest)),
        "The digest for each machine: of the download, or of the program in a package."
    )
    {
        Fallback = [],
        RequiredAs = "digests: { linux-x64: sha256:... }",
    };

    private static readonly ObjectShape<ToolSource> Address = new(
        fields => new AddressSource
        {
            Template = fields.Get(Url),
            Version = "", // the tool's
            File = fields.Get(FileOfArchive),
            Digests = ByMachine(fields),
        },
        Url,
        FileOfArchive,
        Digests
    );

    private static readonly ObjectShape<ToolSource> Package = new(
        fields => new NpmSource
        {
            Package = fields.Get(Npm).Name,
            PackageVersion = fields.Get(Npm).Version,
            PackageDigest = fields.Get(PackageDigest),
            Archive = fields.Get(Archive),
            Version = fields.Get(Version) ?? fields.Get(Npm).Version,
            File = fields.Get(FileOfPackage),
            Digests = ByMachine(fields),
        },
        Npm,
        PackageDigest,
        Archive,
        FileOfPackage,
        Version,
        Digests
    );

    public override string Expected => "path, folder, or a map with url or npm";

    public override bool MayBeNothing => false;

    public override bool TryRead(
        ValueNode node,
        string label,
        List<Problem> problems,
        [MaybeNullWhen(false)] out ToolSource value
    )
    {
        value = null;
        switch (node)
        {
            case ValueNode.Scalar { Text: "path" or "folder" }:
                return Words.TryRead(node, label, problems, out value);
            case ValueNode.Map map when map.Find(Npm.Name) is not null:
                return Package.TryRead(node, "an npm source", problems, out value);
            case ValueNode.Map map when map.Find(Url.Name) is not null:
                CheckFile(map, problems);
                return Address.TryRead(node, "a url source", problems, out value);
            case ValueNode.Scalar { Kind: ScalarKind.Text } scalar:
                problems.Add(
                    new Problem(
                        node.Where,
                        $"{label} must be {Expected}, and \"{scalar.Text}\" is not",
                        $"write {Expected}"
                    )
                );
                return false;
            default:
                return Refuse(node, label, problems);
        }
    }

    public override JsonObject ToSchema() =>
        new() { ["anyOf"] = new JsonArray(Words.ToSchema(), Address.ToSchema(), Package.ToSchema()) };

    private static ImmutableSortedDictionary<string, Digest> ByMachine(Fields fields) =>
        fields
            .Get(Digests)
            .ToImmutableSortedDictionary(digest => digest.Name, digest => digest.Value, StringComparer.Ordinal);

    private static void CheckFile(ValueNode.Map map, List<Problem> problems)
    {
        var isArchive = map.Find(Url.Name)?.Value is ValueNode.Scalar url && ToolFormats.IsArchive(url.Text);
        if (isArchive && map.Find(FileOfArchive.Name) is null)
        {
            problems.Add(
                new Problem(
                    map.Where,
                    "a url source of an archive is missing the key file",
                    "add \"file: ...\", the program inside the archive"
                )
            );
        }
    }
}
