using System.Collections.Immutable;
using PathToProd.Facts.Artifacts;
using PathToProd.Model.Components;
using PathToProd.Tasks.Store;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Versions;
using static PathToProd.Tasks.Tests.Store.StoreTestBed;

namespace PathToProd.Tasks.Tests.Store;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CandidateSourceTests : IDisposable
{
    private readonly StoreTestBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Test]
    public void All_current_versions_of_the_local_store_are_candidates_with_what_they_ask()
    {
        var store = _bed.Open();
        Add(store, "web", "1.4.0", "a: 1\n", "dns >=1");
        Add(store, "web", "1.5.0", "a: 2\n");
        Add(store, "web", "1.5.0", "a: 3\n", "dns ^2");
        Add(store, "dns", "2.0.0", "a: 1\n");
        store.Flush();

        Shown(new CandidateSource(_bed.Open(), registry: null).Of(["web"]))
            .ShouldBe(["web 1.5.0 requires dns ^2", "web 1.4.0 requires dns >=1", "dns 2.0.0 requires"]);
    }

    [Test]
    public void An_artifact_whose_listing_does_not_say_what_it_asks_is_read()
    {
        var store = _bed.Open();
        Add(store, "web", "1.4.0", "a: 1\n", "dns >=1");
        store.Flush();
        var index = Path.Combine(_bed.Store, "index.json");
        var text = File.ReadAllText(index);
        File.WriteAllText(index, text.Replace("dev.path-to-prod.relations", "other", StringComparison.Ordinal));

        _bed.Open().List().Of("web")[0].Relations.ShouldBeNull();
        Shown(new CandidateSource(_bed.Open(), registry: null).Of([])).ShouldBe(["web 1.4.0 requires dns >=1"]);
    }

    internal static StoredArtifact Add(
        ArtifactStore store,
        string name,
        string version,
        string text,
        params string[] requires
    ) =>
        store.Add(
            Component(name: name, version: version) with
            {
                Requires = requires
                    .Select(one => one.Split(' ', 2))
                    .ToImmutableSortedDictionary(
                        words => words[0],
                        words => new Requirement(words[0], VersionRange.Parse(words[1]))
                    ),
            },
            [
                SourceFile("component.yaml", $"name: {name}\nversion: {version}\ntype: manifests\n"),
                SourceFile("manifests/a.yaml", text),
            ],
            BuildRecord.Unknown
        );

    private static IEnumerable<string> Shown(
        IEnumerable<PathToProd.Decisions.Solving.Questions.Candidate> candidates
    ) =>
        candidates.Select(candidate =>
            $"{candidate.Component} {candidate.Version} requires {string.Join(", ", candidate.Relations.Requires.Values.Select(one => $"{one.Component} {one.Range.Text}"))}".TrimEnd()
        );
}
