using System.Collections.Immutable;
using System.Globalization;
using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Model.Environments;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Host.Invocations;

/// <summary>What the command line asks of the solver: the wishes, what they start from, and all that is known.</summary>
internal sealed class ResolveQuestion
{
    private const int MostVersions = 4;

    private readonly Invocation _invocation;
    private readonly SetReferences _references;
    private readonly Stores _stores;
    private readonly EnvironmentManifest? _environment;
    private readonly ImmutableArray<Upgrade>? _upgrades;
    private readonly VersionSet? _from;
    private readonly long? _limit;
    private readonly Lazy<LatestVerdicts> _latest;
    private readonly Lazy<SetVerdicts> _verdicts;

    public ResolveQuestion(Invocation invocation, SetReferences references, Stores stores)
    {
        (_invocation, _references, _stores) = (invocation, references, stores);
        _upgrades = ReadUpgrades(invocation.Arguments[Option.Upgrade]);
        _limit = ReadLimit(invocation.Arguments[Option.Limit]);
        _environment = invocation.Arguments.Has(Option.Environment) ? invocation.Environment : null;
        _latest = new Lazy<LatestVerdicts>(() => new EvidenceView(invocation).Verdicts);
        _verdicts = new Lazy<SetVerdicts>(() => SetVerdicts.Of(_latest.Value, _environment?.Name));
        _from = references.Find(Option.From, environments: true);
        Current = _from ?? Running() ?? references.Files.Pinned.Sets.LastOrDefault();
    }

    /// <summary>
    /// The set that changes are compared with: the one that was named, else what runs in the environment, else the newest
    /// that is pinned; null if none of these exists.
    /// </summary>
    public VersionSet? Current { get; }

    /// <summary>The question.</summary>
    /// <exception cref="PlatformException">Something is asked for of which no store has a version.</exception>
    public SolverQuestion Ask()
    {
        var wishes = Wishes();
        var universe = Universe(wishes.Select(wish => wish.Component));
        RefuseUnknown(wishes, universe);
        var verdicts = _verdicts.Value;
        return new SolverQuestion
        {
            Universe = universe,
            Wishes = wishes,
            Holds = _environment is null ? [] : [.. _environment.Holds.Values],
            EnvironmentName = _environment?.Name,
            Kubernetes = _environment?.KubernetesVersion,
            Provider = _environment?.Provider,
            KnownGood = [.. verdicts.Good.Where(good => Has(universe, good)).Select(KnownGood)],
            KnownConflicts =
            [
                .. KnownConflicts
                    .Of(verdicts)
                    .Where(failed => Has(universe, failed))
                    .Select(failed => new KnownConflict(failed.Together, failed.Prose)),
            ],
            Current =
                Current?.Members.ToImmutableSortedDictionary(
                    member => member.Key,
                    member => member.Value.Version,
                    StringComparer.Ordinal
                ) ?? ImmutableSortedDictionary<string, SemVersion>.Empty,
            Upgrades = _upgrades is { } upgrades ? [.. upgrades.Select(upgrade => upgrade.Component)] : null,
            OnlyKnownGood = _invocation.Arguments.Has(Option.OnlyKnownGood),
            Limit = _limit ?? SolverQuestion.LimitFor(universe),
        };
    }

    /// <summary>What evidence is missing for a set to be known good.</summary>
    public MissingEvidence MissingEvidence(VersionSet set) =>
        PathToProd.Decisions.Compatibility.MissingEvidence.Of(_latest.Value, _verdicts.Value, set, NameOf);

    private static ImmutableArray<Upgrade>? ReadUpgrades(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var problems = new List<Problem>();
        var upgrades = Upgrade.Read(text, "--upgrade", problems);
        return problems.Count == 0 ? upgrades : throw new PlatformException(problems);
    }

    private static long? ReadLimit(string? text) =>
        text is null ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit
        : throw PlatformException.Wrong(
            $"--limit cannot be {text}",
            $"write a whole number of steps; without it, it is {SolverQuestion.DefaultLimit}, or more for more than 1000 components"
        );

    /// <summary>What runs in the environment; null, which is reported, when that is nothing or unknown: it is only where to start, not a wish.</summary>
    private VersionSet? Running()
    {
        if (_environment is null)
        {
            return null;
        }

        try
        {
            return RunningSet.Of(_references.Ledger(_environment.Name));
        }
        catch (PlatformException exception)
        {
            _invocation.Say(exception.Message);
            return null;
        }
    }

    private ImmutableArray<Wish> Wishes()
    {
        var wishes = new SortedDictionary<string, Wish>(StringComparer.Ordinal);
        foreach (var name in _from?.Members.Keys ?? _invocation.Model.Components.Keys)
        {
            wishes[name] = new Wish(name, Any(name), $"{_from?.Name ?? "the working copy"} has it");
        }

        foreach (var upgrade in _upgrades ?? [])
        {
            wishes[upgrade.Component] = new Wish(
                upgrade.Component,
                upgrade.Range ?? Any(upgrade.Component),
                "you asked for it"
            );
        }

        return [.. wishes.Values];
    }

    /// <summary>Every release; and what is already there, should that be a pre-release.</summary>
    private VersionRange Any(string component) =>
        Current?.Members.GetValueOrDefault(component) is { Version: { IsPrerelease: true } there }
            ? VersionRange.Any.Union(VersionRange.Exactly(there))
            : VersionRange.Any;

    /// <summary>Of a version that the current set has, its very artifact counts, and not a later build.</summary>
    private Universe Universe(IEnumerable<string> components)
    {
        var candidates = _stores.Candidates.Of(components);
        var newer = candidates.ToLookup(candidate => (candidate.Component, candidate.Version));
        var current = (Current?.Members.Values ?? [])
            .Where(member => newer[(member.Component, member.Version)].All(one => one.Digest != member.Digest))
            .Select(member => (member, relations: _stores.Members.RelationsOf(member)))
            .Where(known => known.relations is not null)
            .Select(known => new Candidate(
                known.member.Component,
                known.member.Version,
                known.member.Digest,
                known.relations!
            ));
        return new Universe([.. current, .. candidates]);
    }

    private void RefuseUnknown(ImmutableArray<Wish> wishes, Universe universe)
    {
        var problems = new List<Problem>();
        var places = _stores.Registry is null
            ? _stores.Local.Name
            : $"{_stores.Local.Name} or {_stores.Registry.Address}";
        foreach (var wish in wishes)
        {
            var versions = universe.Of(wish.Component);
            var isAsked = _upgrades?.Any(upgrade => upgrade.Component == wish.Component) == true;
            if (versions.IsEmpty)
            {
                problems.Add(
                    new Problem(
                        null,
                        $"there is no version of {wish.Component} in {places}",
                        isAsked && Suggestion.For(wish.Component, universe.Components) is { } near
                            ? $"did you mean {near}?"
                            : $"build it: ./build.sh --target=Build --component={wish.Component}"
                    )
                );
            }
            else if (isAsked && !versions.Any(candidate => wish.Range.Contains(candidate.Version)))
            {
                problems.Add(OutOfRange(wish, universe, places));
            }
        }

        PlatformException.ThrowIfAny(problems);
    }

    private static Problem OutOfRange(Wish wish, Universe universe, string places)
    {
        var what = wish.Range.Equals(VersionRange.Any)
            ? $"release of {wish.Component}"
            : $"{wish.Component} {wish.Range.Text}";
        if (universe.PrereleasesOf(wish.Component, wish.Range) is [var newest, ..] early)
        {
            return new Problem(
                null,
                $"there is no {what} in {places} but for pre-releases: {Names(early)}",
                $"name the one that you want: --upgrade={wish.Component}@{newest}"
            );
        }

        var versions = universe.Of(wish.Component).Select(candidate => candidate.Version).ToArray();
        return new Problem(
            null,
            $"there is no {what} in {places}",
            versions.Length == 1 ? $"the only version is {versions[0]}" : $"the newest ones are {Names(versions)}"
        );
    }

    private static string Names(IEnumerable<SemVersion> versions) =>
        string.Join(", ", versions.Take(MostVersions).Select(version => version.ToString()));

    /// <summary>Evidence is about artifacts: another build of the same version was not tested.</summary>
    private static bool Has(Universe universe, SetVerdict verdict) =>
        verdict.Members.Values.All(member => universe.Find(member.Component, member.Version)?.Digest == member.Digest);

    private static bool Has(Universe universe, FailedTogether failed) =>
        failed.Together.All(one =>
            universe.Find(one.Component, one.Version)?.Digest == failed.Evidence.Members[one.Component].Digest
        );

    private KnownGoodSet KnownGood(SetVerdict verdict) =>
        new(
            NameOf(verdict),
            verdict.Members.ToImmutableSortedDictionary(
                member => member.Key,
                member => member.Value.Version,
                StringComparer.Ordinal
            ),
            verdict.At
        );

    private string NameOf(SetVerdict verdict) =>
        _references.Files.Pinned.Sets.LastOrDefault(set => set.Digest == verdict.Set)?.Name
        ?? $"the set {verdict.Set.ShortText}";
}
