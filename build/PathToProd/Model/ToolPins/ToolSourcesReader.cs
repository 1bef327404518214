using System.Collections.Immutable;
using PathToProd.Text;
using PathToProd.Versions;
using YamlDotNet.RepresentationModel;

namespace PathToProd.Model.ToolPins;

/// <summary>Reads the <c>sources</c> of a tool.</summary>
internal static class ToolSourcesReader
{
    private const string HowToWriteADigest = "write sha256: and 64 hexadecimal digits, or sha512: and 128";

    public static ImmutableArray<ToolSource> Read(PinSection tool, string version)
    {
        var sources = ImmutableArray.CreateBuilder<ToolSource>();
        foreach (var node in tool.Items("sources"))
        {
            if (ReadOne(tool, node, version) is { } source)
            {
                sources.Add(source);
            }
        }

        return sources.ToImmutable();
    }

    private static ToolSource? ReadOne(PinSection tool, YamlNode node, string version)
    {
        switch (node)
        {
            case YamlScalarNode { Value: "path" }:
                return new PathSource();
            case YamlScalarNode { Value: "folder" }:
                return new FolderSource();
            case YamlMappingNode mapping when mapping.Children.Any(child => child.Key.ToString() == "url"):
                return ReadAddress(tool.Inner("url", mapping), version);
            case YamlMappingNode mapping when mapping.Children.Any(child => child.Key.ToString() == "npm"):
                return ReadNpm(tool.Inner("npm", mapping));
            default:
                tool.ReportAt(node, $"this is not a source of {tool.Name}", "write path, folder, url: ... or npm: ...");
                return null;
        }
    }

    private static AddressSource ReadAddress(PinSection section, string version)
    {
        section.AllowOnly(["url", "file", "digests"]);
        var template = section.Text("url");
        CheckAddress(section, template);
        var file = section.Text("file", required: IsArchive(template));
        CheckFile(section, "file", file);
        if (version.Length == 0)
        {
            section.Report("nothing says which version to download", "add `version:` to the tool");
        }

        return new AddressSource
        {
            Template = template,
            Version = version,
            File = file.Length == 0 ? null : file,
            Digests = ReadDigests(section),
        };
    }

    private static NpmSource ReadNpm(PinSection section)
    {
        section.AllowOnly(["npm", "package-digest", "archive", "file", "version", "digests"]);
        var (package, packageVersion) = ReadPackage(section);
        var archive = section.Text("archive", required: false);
        CheckFile(section, "archive", archive);
        if (archive.Length > 0 && !IsArchive(archive))
        {
            section.ReportAt(
                "archive",
                $"\"{archive}\" is not an archive",
                "name a .zip, .tar.gz or .tgz of the package"
            );
        }

        var file = section.Text("file");
        CheckFile(section, "file", file);
        var version = section.Text("version", required: false);
        section.CheckVersion("version", version);
        return new NpmSource
        {
            Package = package,
            PackageVersion = packageVersion,
            PackageDigest = ReadPackageDigest(section),
            Archive = archive.Length == 0 ? null : archive,
            Version = version.Length == 0 ? packageVersion : version,
            File = file,
            Digests = ReadDigests(section),
        };
    }

    /// <summary>A package as npm writes it, <c>name@1.2.3</c>, where a name may have a scope: <c>@scope/name</c>.</summary>
    private static (string Name, string Version) ReadPackage(PinSection section)
    {
        var text = section.Text("npm");
        var at = text.LastIndexOf('@');
        if (at > 0 && SemVersion.TryParse(text[(at + 1)..], out _))
        {
            return (text[..at], text[(at + 1)..]);
        }

        if (text.Length > 0)
        {
            section.ReportAt("npm", $"\"{text}\" is not a package with its version", "write it like name@1.2.3");
        }

        return (text, "");
    }

    private static Digest? ReadPackageDigest(PinSection section)
    {
        const string Key = "package-digest";
        var text = section.Text(Key, required: false);
        if (Digest.TryParse(text, out var digest))
        {
            return digest;
        }

        if (text.Length > 0)
        {
            section.ReportAt(Key, $"\"{text}\" is not a digest", HowToWriteADigest);
        }

        return null;
    }

    private static ImmutableSortedDictionary<string, Digest> ReadDigests(PinSection section)
    {
        var digests = ImmutableSortedDictionary.CreateBuilder<string, Digest>(StringComparer.Ordinal);
        foreach (var (name, node) in section.Section("digests").Entries())
        {
            if (!RuntimeIdentifier.TryParse(name, out _))
            {
                section.ReportAt(
                    node,
                    $"\"{name}\" is not a runtime identifier",
                    $"use one of {string.Join(", ", RuntimeIdentifier.Known)}"
                );
            }
            else if (!Digest.TryParse(node.ToString(), out var digest))
            {
                section.ReportAt(node, $"\"{node}\" is not a digest", HowToWriteADigest);
            }
            else
            {
                digests[name] = digest;
            }
        }

        return digests.ToImmutable();
    }

    private static bool IsArchive(string template) =>
        template.EndsWith(".zip", StringComparison.Ordinal)
        || template.EndsWith(".tar.gz", StringComparison.Ordinal)
        || template.EndsWith(".tgz", StringComparison.Ordinal);

    /// <summary>Plain http is for tests on the machine itself: a digest guards the content, but not what is asked for.</summary>
    private static void CheckAddress(PinSection section, string template)
    {
        if (template.Length == 0)
        {
            return;
        }

        var valid =
            Uri.TryCreate(template, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
        if (!valid)
        {
            section.ReportAt("url", $"\"{template}\" is not a download address", "write one that starts with https://");
        }
    }

    private static void CheckFile(PinSection section, string key, string file)
    {
        if (file.StartsWith('/') || file.Contains('\\') || file.Split('/').Contains(".."))
        {
            section.ReportAt(
                key,
                $"\"{file}\" is not a path inside the archive",
                "write it from the archive's root, with forward slashes and without .."
            );
        }
    }
}
