using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts.Ledger;

/// <summary>Writes a ledger line by line, an hour apart: <c>new LedgerBuilder("prod").Deploy("ingress", "1.4.0").Fails()</c>.</summary>
internal sealed class LedgerBuilder(string environment = "prod")
{
    public static readonly DateTimeOffset FirstLine = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    private readonly List<LedgerEntry> _entries = [];
    private int _attempts;
    private int _units;
    private UnitReference? _unit;

    public DateTimeOffset Now { get; set; } = FirstLine;

    /// <summary>The run of the next attempts; null gives each a run of its own.</summary>
    public string? Run { get; set; }

    /// <summary>Whether the starts of units say the digests of their members. Default: they were built later in the same run.</summary>
    public bool KnowsDigests { get; set; }

    public IReadOnlyList<LedgerEntry> Entries => _entries;

    public string Text => string.Concat(_entries.Select(entry => LedgerText.Write(entry) + "\n"));

    /// <summary>The state of a ledger whose last line is torn right after a text that it has.</summary>
    public LedgerState TornAfter(string text) =>
        Reading(Text[..(Text.LastIndexOf(text, StringComparison.Ordinal) + text.Length)]);

    /// <summary>The state that a ledger's text says.</summary>
    public LedgerState Reading(string text) =>
        LedgerState.From(environment, LedgerText.Read(text, $"environments/{environment}/ledger.jsonl"));

    public DeploymentHistory History => DeploymentHistory.From(environment, _entries);

    public LedgerState State => LedgerState.From(environment, _entries);

    public LedgerState StateWith(params string[] runsInProgress) =>
        LedgerState.From(environment, _entries, started => runsInProgress.Contains(started.Run));

    public LedgerBuilder Deploy(
        string component,
        string version,
        string values = "sha256:0a1b",
        string digest = "",
        string? set = null,
        Digest? plan = null
    )
    {
        Start(LedgerAction.Deploy, component, version, values, digest);
        _entries[^1] = (LedgerEntry.Started)_entries[^1] with { Set = set, Plan = plan };
        return this;
    }

    public LedgerBuilder Destroy(string component, string version) =>
        Start(LedgerAction.Destroy, component, version, "sha256:0a1b", "");

    public LedgerBuilder Succeeds(params (string Name, string Value)[] outputs) =>
        End(Outcome.Succeeded, error: null, outputs);

    public LedgerBuilder SucceedsWithSecret(string name, params (string Name, string Value)[] outputs)
    {
        End(Outcome.Succeeded, error: null, outputs);
        _entries[^1] = (LedgerEntry.Ended)_entries[^1] with { SensitiveOutputs = [name] };
        return this;
    }

    public LedgerBuilder SucceedsWithNull(string name, params (string Name, string Value)[] outputs)
    {
        End(Outcome.Succeeded, error: null, outputs);
        _entries[^1] = (LedgerEntry.Ended)_entries[^1] with { NullOutputs = [name] };
        return this;
    }

    /// <summary>An attempt on a unit begins; what follows belongs to it, until it ends or another begins.</summary>
    public LedgerBuilder Unit(
        string unit,
        string? set,
        LedgerAction action,
        params (string Component, string Version)[] members
    )
    {
        _unit = new UnitReference(unit, $"u{++_units}");
        _entries.Add(
            new LedgerEntry.UnitStarted
            {
                Attempt = _unit.Attempt,
                Run = $"unit-run-{_units}",
                At = Now,
                Action = action,
                Unit = unit,
                Environment = environment,
                Set = set,
                Members =
                [
                    .. members.Select(member => new UnitMember(
                        member.Component,
                        SemVersion.Parse(member.Version),
                        KnowsDigests ? DigestOf(member.Component, member.Version) : null
                    )),
                ],
                Who = "ann@laptop",
                Commit = "4a420bd",
            }
        );
        Now += TimeSpan.FromHours(1);
        return this;
    }

    public LedgerBuilder UnitEnds(
        Outcome outcome,
        string? error = null,
        params (string Component, NodeOutcome Outcome)[] members
    )
    {
        _entries.Add(
            new LedgerEntry.UnitEnded
            {
                Attempt = _unit!.Attempt,
                Run = $"unit-run-{_units}",
                At = Now,
                Outcome = outcome,
                Duration = TimeSpan.FromMinutes(2),
                Members = [.. members.Select(member => new UnitMemberEnd(member.Component, member.Outcome, null))],
                Error = error,
            }
        );
        _unit = null;
        Now += TimeSpan.FromHours(1);
        return this;
    }

    /// <summary>The attempt that was started last is a rollback of one to another.</summary>
    public LedgerBuilder Back(string of, string? to, string? run = null, string because = "it was asked for")
    {
        var rollback = new RollbackReference(of, to, run, because);
        _entries[^1] = _entries[^1] switch
        {
            LedgerEntry.Started started => started with { Rollback = rollback },
            LedgerEntry.UnitStarted started => started with { Rollback = rollback },
            var other => throw new InvalidOperationException($"{other} starts nothing."),
        };
        return this;
    }

    /// <summary>What comes now is by itself, although the unit before it never ended.</summary>
    public LedgerBuilder Alone()
    {
        _unit = null;
        return this;
    }

    public LedgerBuilder Fails(string error = "helm exited with 1") => End(Outcome.Failed, error, []);

    public LedgerBuilder IsCancelled() => End(Outcome.Cancelled, error: null, []);

    private LedgerBuilder Start(LedgerAction action, string component, string version, string values, string digest)
    {
        _attempts++;
        _entries.Add(
            new LedgerEntry.Started
            {
                Attempt = $"a{_attempts}",
                Run = Run ?? $"run-{_attempts}",
                At = Now,
                Action = action,
                Component = component,
                Environment = environment,
                Version = SemVersion.Parse(version),
                Digest = digest.Length > 0 ? new Digest(digest) : DigestOf(component, version),
                Values = new Digest(values),
                Who = "ann@laptop",
                Commit = "4a420bd",
                Unit = _unit,
            }
        );
        Now += TimeSpan.FromHours(1);
        return this;
    }

    private static Digest DigestOf(string component, string version) =>
        new($"sha256:{component.Length:x2}{version.Replace('.', '0')}ab12cd34ef56");

    private LedgerBuilder End(Outcome outcome, string? error, (string Name, string Value)[] outputs)
    {
        _entries.Add(
            new LedgerEntry.Ended
            {
                Attempt = $"a{_attempts}",
                Run = Run ?? $"run-{_attempts}",
                At = Now,
                Outcome = outcome,
                Duration = TimeSpan.FromSeconds(12.5),
                Error = error,
                Deployed = outcome == Outcome.Succeeded ? $"fingerprint-{_attempts}" : null,
                Outputs = outputs.ToImmutableSortedDictionary(
                    output => output.Name,
                    output => (JsonNode)JsonValue.Create(output.Value)
                ),
            }
        );
        Now += TimeSpan.FromHours(1);
        return this;
    }
}
