using System.Diagnostics;
using System.Globalization;
using System.Text;
using LedgerBenchmark;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Environments;
using PathToProd.Model.Ledgers;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Git;
using PathToProd.Tools.Processes;

const string Branch = "path-to-prod-ledger";

// platform ROOT COMPONENTS ENVIRONMENTS ATTEMPTS REMOTE   a platform with ledgers in files, or, with a remote, its manifests alone
// stream COMPONENTS ENVIRONMENTS ATTEMPTS                 the same ledgers as one commit, for git fast-import
// append BACKEND PLACE COMPONENT COUNT NAME               adds attempts and prints how long one line took: the first, the median
// together BACKEND PLACE WRITERS COUNT                    the same by several components of one run at once, and prints how long a line took
// parts PLACE COMPONENT COUNT                             the same in a branch in its two parts, printed as medians: what is local, the push
// count BACKEND PLACE                                     how many lines are there
switch (args)
{
    case ["platform", var root, var components, var environments, var attempts, var remote]:
        Platform(root, Number(components), Number(environments), Number(attempts), remote);
        return 0;
    case ["stream", var components, var environments, var attempts]:
        Stream(Number(components), Number(environments), Number(attempts));
        return 0;
    case ["append", var backend, var place, var component, var count, var name]:
        Append(Open(backend, place), component, Number(count), name);
        return 0;
    case ["together", var backend, var place, var writers, var count]:
        Together(Open(backend, place), Number(writers), Number(count));
        return 0;
    case ["parts", var place, var component, var count]:
        Parts(Store(place), component, Number(count));
        return 0;
    case ["count", var backend, var place]:
        Console.WriteLine(Open(backend, place).Read().Entries.Length);
        return 0;
    default:
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static string Component(int number) => $"part-{number:d3}";

static string Environment(int number) => $"env-{number:d3}";

static void Platform(string root, int components, int environments, int attempts, string remote)
{
    Write(
        "platform.yaml",
        "name: generated\ndefault-environment: env-000\n"
            + (remote.Length == 0 ? "" : $"ledger: {{ backend: git-branch, remote: {remote} }}\n")
    );
    for (var number = 0; number < components; number++)
    {
        var name = Component(number);
        Write($"components/{name}/component.yaml", $"name: {name}\nversion: 1.0.0\ntype: manifests\n");
        Write(
            $"components/{name}/manifests/map.yaml",
            $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: {name}, namespace: {name} }}\n"
        );
    }

    for (var number = 0; number < environments; number++)
    {
        var name = Environment(number);
        Write($"environments/{name}/environment.yaml", $"target: {{ directory: artifacts/targets/{name} }}\n");
        if (remote.Length == 0)
        {
            Write($"environments/{name}/ledger.jsonl", Whole(name, components, attempts));
        }
    }

    void Write(string path, string text)
    {
        var file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}

// In the order in which such deployments happen: all components one after the other, again and again.
static string Whole(string environment, int components, int attempts)
{
    var lines = Enumerable
        .Range(0, components)
        .Select(number => Records.Of(Component(number), environment, attempts).Select(LedgerText.Write).ToArray())
        .ToArray();
    var text = new StringBuilder();
    for (var at = 0; at < 2 * attempts; at += 2)
    {
        foreach (var component in lines)
        {
            text.Append(component[at]).Append('\n').Append(component[at + 1]).Append('\n');
        }
    }

    return text.ToString();
}

static void Stream(int components, int environments, int attempts)
{
    using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 20);
    output.Write(
        "commit refs/heads/path-to-prod-ledger\ncommitter benchmark <path-to-prod> 1767254400 +0000\ndata 8\nrecords\n\n"
    );
    for (var environment = 0; environment < environments; environment++)
    {
        for (var component = 0; component < components; component++)
        {
            var (name, place) = (Component(component), Environment(environment));
            var text = string.Concat(Records.Of(name, place, attempts).Select(entry => LedgerText.Write(entry) + "\n"));
            output.Write($"M 100644 inline {place}/{name}.jsonl\ndata {Encoding.UTF8.GetByteCount(text)}\n{text}\n");
        }
    }
}

static GitStore Store(string place) =>
    new(place, Path.Combine(place, "seen.git"), Path.Combine(place, "remote.git"), new ProcessScope());

static ILedger Open(string backend, string place)
{
    switch (backend)
    {
        case "files":
            return new LedgerFile(Path.Combine(place, "ledger.jsonl"));
        case "git-branch":
            return new GitLedger(Store(place), Branch, Environment(0), TimeProvider.System);
        default:
            var context = File.ReadLines(place)
                .First(line => line.StartsWith("current-context:", StringComparison.Ordinal));
            var target = new Target.Cluster(context.Split(':')[1].Trim().Trim('"'), place);
            var settings = new LedgerSettings
            {
                Backend = LedgerBackend.Cluster,
                Clusters = LedgerSettings.Default.Clusters.Add(Environment(0), target),
            };
            return new ClusterLedger(
                LedgerCluster.Of(new Workspace(Path.GetTempPath()), settings, Environment(0)),
                TimeProvider.System
            );
    }
}

// What GitLedger.Append does: reads the file in what was seen last, makes a commit with one more line, and pushes it.
static void Parts(GitStore store, string component, int count)
{
    var (local, push) = (new List<double>(), new List<double>());
    var reference = GitLedgers.Reference(store, Branch);
    for (var at = 0; at < count; at++)
    {
        var entry = Records.Attempt(component, Environment(0), at, isSuccess: true).Item1;
        var path = $"{Environment(0)}/{component}.jsonl";
        var watch = Stopwatch.StartNew();
        var tip = reference.Seen();
        var text = store.Read($"{tip}:{path}")[0] + LedgerText.Write(entry) + "\n";
        var commit = store.Commit(tip, new GitChange(path, text, "one more", entry.Run, entry.At));
        local.Add(watch.Elapsed.TotalMilliseconds);
        watch.Restart();
        if (!reference.Move(tip, commit, _ => { }).IsDone)
        {
            throw new InvalidOperationException("the push was declined");
        }

        push.Add(watch.Elapsed.TotalMilliseconds);
    }

    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{local.Order().ElementAt(count / 2):f1} {push.Order().ElementAt(count / 2):f1}"
        )
    );
}

// As the components of a run do: each adds a line, and the next once that is kept.
static void Together(ILedger ledger, int writers, int count)
{
    Add(ledger, "warm", 1, "warm");
    var watch = Stopwatch.StartNew();
    Thread[] threads =
    [
        .. Enumerable
            .Range(0, writers)
            .Select(writer => new Thread(() => Add(ledger, $"together-{writer}", count, "t"))),
    ];
    Array.ForEach(threads, thread => thread.Start());
    Array.ForEach(threads, thread => thread.Join());
    Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalMilliseconds / (2 * writers * count):f1}")
    );
}

static void Append(ILedger ledger, string component, int count, string name)
{
    var times = Add(ledger, component, count, name);
    Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{times[0]:f1} {times.Order().ElementAt(times.Count / 2):f1}")
    );
}

static List<double> Add(ILedger ledger, string component, int count, string name)
{
    var times = new List<double>();
    for (var at = 0; at < count; at++)
    {
        var (started, ended) = Records.Attempt(component, Environment(0), at, isSuccess: true);
        var id = $"{name}-{at}";
        foreach (
            var entry in new LedgerEntry[]
            {
                started with
                {
                    Attempt = id,
                    Token = null,
                },
                ended with
                {
                    Attempt = id,
                    Token = null,
                },
            }
        )
        {
            var watch = Stopwatch.StartNew();
            ledger.Append(component, entry);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
    }

    return times;
}
