using System.Collections.Immutable;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Model.Platform;

/// <summary>The components that were found, as far as their manifests could be read.</summary>
/// <param name="fromStore">Whether components are asked for that may be in the store alone.</param>
internal sealed class LoadedComponents(bool fromStore)
{
    private readonly HashSet<string> _known = [];
    private readonly HashSet<string> _pinned = [];

    /// <summary>Each folder with its manifest; null when that could not be read.</summary>
    public List<LoadedComponent> All { get; } = [];

    /// <summary>Folders and names: what can be meant, even when its manifest is wrong.</summary>
    public IReadOnlySet<string> Known => _known;

    /// <summary>The names to suggest.</summary>
    public IEnumerable<string> Names => _known.Order(StringComparer.Ordinal);

    /// <summary>The manifests by name, once everything is right.</summary>
    public ImmutableSortedDictionary<string, ComponentManifest> ByName
    {
        get
        {
            var manifests = ImmutableSortedDictionary.CreateBuilder<string, ComponentManifest>(StringComparer.Ordinal);
            foreach (var (folder, manifest) in All)
            {
                manifests.Add(folder, manifest!);
            }

            return manifests.ToImmutable();
        }
    }

    public void Add(string folder, ComponentManifest? manifest)
    {
        All.Add(new LoadedComponent(folder, manifest));
        _known.Add(folder);
        if (manifest is { Name.Length: > 0 })
        {
            _known.Add(manifest.Name);
        }
    }

    /// <summary>
    /// Takes note of a component that an environment pins. It may be in the store alone, so only a name that looks like
    /// that of a component here is reported.
    /// </summary>
    public void Pin(string name, SourcePosition where, List<Problem> problems)
    {
        if (IsLikeKnown(name))
        {
            CheckKnown(name, where, "this pins", problems);
        }

        _pinned.Add(name);
    }

    /// <summary>True for a component that an environment pins, or that is asked for by its version: the store may have it.</summary>
    public bool MayBeInStore(string name) => _pinned.Contains(name) || (fromStore && !IsLikeKnown(name));

    /// <summary>True for a name that no component here has, and that looks like a misspelt one.</summary>
    private bool IsLikeKnown(string name) => !_known.Contains(name) && Suggestion.For(name, _known) is not null;

    /// <summary>Reports a name that no component has.</summary>
    public void CheckKnown(string name, SourcePosition where, string what, List<Problem> problems)
    {
        if (!_known.Contains(name))
        {
            var fix = Suggestion.Fix(name, [.. Names], "component", "add a component below components/");
            problems.Add(new Problem(where, $"{what} {name}, which is not a component", fix));
        }
    }
}

/// <summary>A folder of a component, and its manifest if it could be read.</summary>
internal sealed record LoadedComponent(string Folder, ComponentManifest? Manifest);

/// <summary>A values file.</summary>
internal sealed record ValuesFile(string Environment, string Component, string Path);
