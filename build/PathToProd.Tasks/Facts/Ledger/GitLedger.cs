using PathToProd.Decisions.Leases;
using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Git;
using PathToProd.Tasks.Locks;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>
/// The ledger of one environment in a branch of a Git repository: a file for each component. So two runs that deploy different
/// components change different files, and only the branch itself is contended. Each entry is a commit, but what several threads add at
/// once is one: the time goes into objects and processes, not into entries.
/// </summary>
internal sealed class GitLedger : ILedger
{
    private readonly GitStore _store;
    private readonly string _branch;
    private readonly string _environment;
    private readonly PatientAppend _append;
    private readonly GitReference _reference;
    private readonly CombinedWork<Addition> _additions;

    // The files of the commit that was written last, as far as they are known: while no one else writes, none of them changes.
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private string? _written;

    /// <summary>The ledger.</summary>
    /// <param name="store">The repository.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="clock">The clock.</param>
    public GitLedger(GitStore store, string branch, string environment, TimeProvider clock)
    {
        (_store, _branch, _environment) = (store, branch, environment);
        _append = new PatientAppend(environment, clock, TimeSpan.FromMilliseconds(10));
        _reference = GitLedgers.Reference(store, branch);
        _additions = new CombinedWork<Addition>(Add);
    }

    public string Place => $"{_branch}:{_environment} in {_store.Remote}";

    public LedgerReading Read() => GitLedgers.Look(_store, _reference, _branch).Whole([_environment])[0];

    public IReadOnlyList<string> Texts() => GitLedgers.Look(_store, _reference, _branch).Texts(_environment);

    public void Append(string component, LedgerEntry entry) => AppendAll(component, [entry]);

    /// <summary>In one commit.</summary>
    public void AppendAll(string component, IReadOnlyList<LedgerEntry> entries) =>
        _additions.Do(new Addition(component, entries));

    private PlatformException?[] Add(IReadOnlyList<Addition> additions)
    {
        if (!Push(additions) && additions.Count > 1)
        {
            // What a hook has against one of them says nothing about the others.
            foreach (var addition in additions.Where(one => one.State == AdditionState.Declined))
            {
                Push([addition]);
            }
        }

        return [.. additions.Select(addition => addition.Failure)];
    }

    /// <summary>Adds them, in one push; each has its outcome afterwards.</summary>
    /// <returns>Whether the push was taken, if there was one.</returns>
    private bool Push(IReadOnlyList<Addition> additions)
    {
        foreach (var addition in additions)
        {
            addition.Open();
        }

        var isTaken = true;
        try
        {
            _append.Add(
                tries => TryPush([.. additions.Where(one => one.State == AdditionState.Open)], isFirst: tries == 1),
                why =>
                {
                    isTaken = false;
                    return new PlatformException(
                        ExitCode.Failed,
                        $"Could not write the ledger: {_store.Remote} declined a push to its branch {_branch}: {why}. "
                            + "The same push would be declined again. Let this user push there, or change the hook that declined it; "
                            + "then run the same command again."
                    );
                },
                why => GitLedgers.Unreachable("write", _store, _branch, why)
            );
        }
        catch (PlatformException exception)
        {
            foreach (var addition in additions.Where(one => one.State == AdditionState.Open))
            {
                addition.End(isTaken ? AdditionState.Failed : AdditionState.Declined, exception);
            }
        }

        return isTaken;
    }

    private WriteOutcome TryPush(Addition[] additions, bool isFirst)
    {
        try
        {
            // Runs on this machine queue up, as each push that comes second is wasted. Others are seen by the branch.
            using var turn = _store.Turn();
            // What was seen last saves a look: a write from there does not count if the branch is elsewhere by now.
            var tip = isFirst ? _reference.Seen() : null;
            var decided = tip is null ? [] : Decide(tip, additions);
            if (tip is null || Array.Exists(decided, one => one.What is not AppendDecision.Write))
            {
                tip = _reference.Look();
                decided = Decide(tip, additions);
            }

            foreach (var (addition, what, _) in decided)
            {
                switch (what)
                {
                    case AppendDecision.Done:
                        addition.End(AdditionState.IsThere);
                        break;
                    case AppendDecision.Fenced fenced:
                        var refused = _append.Fenced(addition.Component, addition.Entries[^1], fenced);
                        addition.End(AdditionState.Failed, refused);
                        break;
                }
            }

            Decided[] written = [.. decided.Where(one => one.What is AppendDecision.Write)];
            if (written.Length == 0)
            {
                return new WriteOutcome.Accepted(tip!);
            }

            var commit = _store.Commit(tip, Change(written));
            var move = _reference.Move(tip, commit, _append.Pause);
            if (!move.IsDone)
            {
                return move.Declined is { } declined ? new WriteOutcome.Declined(declined) : new WriteOutcome.Moved();
            }

            Remember(commit, written);
            return new WriteOutcome.Accepted(commit);
        }
        catch (GitRemoteException exception)
        {
            return new WriteOutcome.NoAnswer(exception.Message);
        }
    }

    private void Remember(string commit, Decided[] written)
    {
        _written = commit;
        foreach (var one in written)
        {
            _texts[PathOf(one.Addition)] = one.Text;
            one.Addition.End(AdditionState.IsThere);
        }
    }

    private GitChange Change(Decided[] written)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in written)
        {
            // A later one about the same component has the entries of those before it too.
            files[PathOf(one.Addition)] = one.Text;
        }

        string[] messages = [.. written.Select(one => Message(one.Addition.Component, one.Addition.Entries))];
        var last = written[^1].Addition.Entries[^1];
        return new GitChange(
            files,
            messages.Length == 1
                ? messages[0]
                : $"{_environment}: {messages.Length} entries at once\n\n{string.Join('\n', messages)}",
            last.Run,
            last.At
        );
    }

    private string PathOf(Addition addition) => $"{_environment}/{addition.Component}.jsonl";

    /// <summary>What to do with each over what is there in a commit, and its file with all entries, those of the ones before it among them.</summary>
    private Decided[] Decide(string? tip, Addition[] additions)
    {
        var texts = Texts(tip, [.. additions.Select(PathOf).Distinct(StringComparer.Ordinal)]);
        var decided = new Decided[additions.Length];
        for (var at = 0; at < additions.Length; at++)
        {
            var path = PathOf(additions[at]);
            var (text, what) = Decide(texts[path], path, additions[at].Entries);
            decided[at] = new Decided(additions[at], what, text);
            texts[path] = what is AppendDecision.Fenced ? texts[path] : text;
        }

        return decided;
    }

    private static (string Text, AppendDecision Decision) Decide(
        string text,
        string path,
        IReadOnlyList<LedgerEntry> entries
    )
    {
        var there = LedgerText.Read(text, path).Entries.ToList();
        AppendDecision what = new AppendDecision.Done();
        foreach (var entry in entries)
        {
            switch (AppendDecisions.Of(entry, there))
            {
                case AppendDecision.Write write:
                    what = write;
                    text = WithLine(text, entry);
                    there.Add(entry);
                    break;
                case AppendDecision.Fenced fenced:
                    return (text, fenced);
            }
        }

        return (text, what);
    }

    /// <summary>Files of a commit; one that is not there is empty.</summary>
    private Dictionary<string, string> Texts(string? commit, string[] paths)
    {
        if (commit is null || commit != _written)
        {
            _texts.Clear();
            _written = commit;
        }

        string[] unknown = [.. paths.Where(path => !_texts.ContainsKey(path))];
        if (commit is not null && unknown.Length > 0)
        {
            var read = _store.Read([.. unknown.Select(path => $"{commit}:{path}")]);
            for (var at = 0; at < unknown.Length; at++)
            {
                _texts[unknown[at]] = read[at] ?? "";
            }
        }

        return paths.ToDictionary(path => path, path => _texts.GetValueOrDefault(path, ""), StringComparer.Ordinal);
    }

    private static string WithLine(string text, LedgerEntry entry) =>
        $"{text}{(text.Length == 0 || text[^1] == '\n' ? "" : "\n")}{LedgerText.Write(entry)}\n";

    private string Message(string component, IReadOnlyList<LedgerEntry> entries) =>
        entries.Count == 1
            ? Message(component, entries[0])
            : $"{_environment}: {entries.Count} entries about {component} imported";

    private string Message(string component, LedgerEntry entry) =>
        entry switch
        {
            LedgerEntry.Started { Action: var action, Version: var version } =>
                $"{_environment}: {Word(action)} of {component} {version} started",
            LedgerEntry.UnitStarted { Action: var action } started =>
                $"{_environment}: {Word(action)} of {UnitAttemptWriter.Name(started)} started",
            LedgerEntry.UnitEnded { Outcome: var outcome } => $"{_environment}: {component} as a whole {Word(outcome)}",
            _ => $"{_environment}: {component} {Word(((LedgerEntry.Ended)entry).Outcome)}",
        };

    private static string Word(LedgerAction action) => action == LedgerAction.Deploy ? "deployment" : "removal";

    private static string Word(Outcome outcome) => outcome.ToString().ToLowerInvariant();

    /// <summary>What becomes of the additions of one push.</summary>
    private enum AdditionState
    {
        Open,
        IsThere,
        Declined,
        Failed,
    }

    private sealed record Decided(Addition Addition, AppendDecision What, string Text);

    /// <summary>Entries about one component that one thread adds.</summary>
    private sealed class Addition(string component, IReadOnlyList<LedgerEntry> entries)
    {
        public string Component { get; } = component;

        public IReadOnlyList<LedgerEntry> Entries { get; } = entries;

        public AdditionState State { get; private set; }

        public PlatformException? Failure { get; private set; }

        public void Open() => End(AdditionState.Open);

        public void End(AdditionState state, PlatformException? failure = null) => (State, Failure) = (state, failure);
    }
}
