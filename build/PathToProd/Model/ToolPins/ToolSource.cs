using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Model.ToolPins;

/// <summary>One place that a tool may come from. A closed family.</summary>
public abstract record ToolSource
{
    private protected ToolSource() { }
}

/// <summary>The folders of the PATH, in its order.</summary>
public sealed record PathSource : ToolSource;

/// <summary>The repository's tool folder, <c>artifacts/tools/&lt;tool&gt;/&lt;version&gt;/</c>, where installed tools stay.</summary>
public sealed record FolderSource : ToolSource;

/// <summary>A place that a tool can be fetched from.</summary>
public abstract record InstallableSource : ToolSource
{
    private protected InstallableSource() { }

    /// <summary>The version that this source has.</summary>
    public required string Version { get; init; }

    /// <summary>
    /// The digest by runtime identifier; a machine whose identifier is not here cannot use this source. Of the download
    /// for <see cref="AddressSource"/>, of the program for <see cref="NpmSource"/>.
    /// </summary>
    public required ImmutableSortedDictionary<string, Digest> Digests { get; init; }

    /// <summary>What people call this source: a host, or a package.</summary>
    public abstract string Title { get; }
}

/// <summary>A download from the project's own release address.</summary>
public sealed record AddressSource : InstallableSource
{
    /// <summary>The address, with <c>{version}</c>, <c>{os}</c>, <c>{arch}</c> and <c>{exe}</c> to fill in.</summary>
    public required string Template { get; init; }

    /// <summary>The program inside the archive, a template too; null when the download is the program itself.</summary>
    public string? File { get; init; }

    /// <inheritdoc />
    public override string Title =>
        Uri.TryCreate(Template, UriKind.Absolute, out var uri)
            ? uri.IsDefaultPort
                ? uri.Host
                : uri.Authority
            : Template;
}

/// <summary>A package that the npm client fetches, from whichever registry it is set up for.</summary>
public sealed record NpmSource : InstallableSource
{
    /// <summary>The package's name.</summary>
    public required string Package { get; init; }

    /// <summary>The package's version, which need not be the program's.</summary>
    public required string PackageVersion { get; init; }

    /// <summary>The digest of the whole package; null when only the program's is pinned.</summary>
    public Digest? PackageDigest { get; init; }

    /// <summary>The archive inside the package that holds the program; null when the package itself holds it.</summary>
    public string? Archive { get; init; }

    /// <summary>The program inside the archive, or inside the package.</summary>
    public required string File { get; init; }

    /// <summary>The package with its version, as the npm client takes it.</summary>
    public string Id => $"{Package}@{PackageVersion}";

    /// <inheritdoc />
    public override string Title => $"the npm package {Package}";
}
