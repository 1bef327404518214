using System.Collections.Immutable;
using PathToProd.Facts.Artifacts;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Tasks.Store;

/// <summary>The entries of a store's index, found by digest and by name. Immutable.</summary>
internal sealed class StoreListing
{
    public static readonly StoreListing Empty = new(
        ImmutableDictionary<Digest, OciDescriptor>.Empty,
        ImmutableDictionary.Create<string, Digest>(StringComparer.Ordinal),
        [],
        []
    );

    private readonly ImmutableDictionary<Digest, OciDescriptor> _byDigest;
    private readonly ImmutableDictionary<string, Digest> _digestByName;
    private readonly ImmutableList<Digest> _order;
    private readonly ImmutableArray<string> _others;

    private StoreListing(
        ImmutableDictionary<Digest, OciDescriptor> byDigest,
        ImmutableDictionary<string, Digest> digestByName,
        ImmutableList<Digest> order,
        ImmutableArray<string> others
    ) => (_byDigest, _digestByName, _order, _others) = (byDigest, digestByName, order, others);

    public int Count => _byDigest.Count;

    /// <summary>All entries, in the order in which they came.</summary>
    public IEnumerable<OciDescriptor> Entries => _order.Select(digest => _byDigest[digest]);

    public static StoreListing Of(OciIndex index)
    {
        var byDigest = Empty._byDigest.ToBuilder();
        var byName = Empty._digestByName.ToBuilder();
        var order = Empty._order.ToBuilder();
        var others = index.Others.ToBuilder();
        foreach (var entry in index.Manifests)
        {
            var known = byDigest.GetValueOrDefault(entry.Digest);
            if (known is null)
            {
                order.Add(entry.Digest);
            }
            else if (NameOf(known) is not null)
            {
                // Other tools list an artifact once for each name; the first one is ours.
                others.Add(StableJson.Write(OciJson.Write(entry)));
                continue;
            }

            byDigest[entry.Digest] = entry;
            if (NameOf(entry) is { } name)
            {
                byName[name] = entry.Digest;
            }
        }

        return new(byDigest.ToImmutable(), byName.ToImmutable(), order.ToImmutable(), others.ToImmutable());
    }

    public OciDescriptor? Find(Digest digest) => _byDigest.GetValueOrDefault(digest);

    public OciDescriptor? FindName(string name) =>
        _digestByName.TryGetValue(name, out var digest) ? _byDigest[digest] : null;

    /// <summary>With an entry whose name it takes from the entry that has it. What is known about its digest already stays.</summary>
    public StoreListing With(OciDescriptor entry)
    {
        var known = _byDigest.GetValueOrDefault(entry.Digest);
        var merged = known?.Annotations.ContainsKey(AnnotationNames.Created) == true ? known : entry;
        var byDigest = _byDigest;
        var byName = _digestByName;
        if (NameOf(entry) is { } name)
        {
            merged = merged with { Annotations = merged.Annotations.SetItem(AnnotationNames.RefName, name) };
            if (byName.TryGetValue(name, out var before) && before != entry.Digest)
            {
                var older = byDigest[before];
                byDigest = byDigest.SetItem(
                    before,
                    older with
                    {
                        Annotations = older.Annotations.Remove(AnnotationNames.RefName),
                    }
                );
            }

            byName = byName.SetItem(name, entry.Digest);
        }

        return new(
            byDigest.SetItem(entry.Digest, merged),
            byName,
            known is null ? _order.Add(entry.Digest) : _order,
            _others
        );
    }

    public OciIndex ToIndex() => new([.. Entries]) { Others = _others };

    private static string? NameOf(OciDescriptor entry) => entry.Annotations.GetValueOrDefault(AnnotationNames.RefName);
}
