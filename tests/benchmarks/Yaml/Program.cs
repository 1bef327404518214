using System.Diagnostics;
using System.Globalization;
using PathToProd.Model.Kubernetes;
using PathToProd.Text;
using YamlBenchmark;
using YamlDotNet.Core;

// Prints: lines, kilobytes, documents, milliseconds of the first reading, then medians of the reader, of YamlDotNet's parser
// alone, and megabytes that one reading allocates.
if (args is not [var size, var count])
{
    Console.Error.WriteLine("usage: YamlBenchmark LINES ROUNDS");
    return 2;
}

var text = GeneratedRendering.Of(int.Parse(size, CultureInfo.InvariantCulture));
var rounds = int.Parse(count, CultureInfo.InvariantCulture);
var documents = 0;
var first = Milliseconds(Read);
var reader = new double[rounds];
var parser = new double[rounds];
Parse();
for (var round = 0; round < rounds; round++)
{
    reader[round] = Milliseconds(Read);
    parser[round] = Milliseconds(Parse);
}

var before = GC.GetAllocatedBytesForCurrentThread();
Read();
var megabytes = (GC.GetAllocatedBytesForCurrentThread() - before) / 1_048_576.0;
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"{text.AsSpan().Count('\n')} {text.Length / 1024} {documents} {first:F0} {Median(reader):F0} {Median(parser):F0} {megabytes:F0}"
    )
);
return 0;

void Read()
{
    var problems = new List<Problem>();
    documents = KubernetesDocuments.Read(text, "rendered.yaml", problems).Length;
    if (problems.Count > 0)
    {
        throw new InvalidOperationException(problems[0].ToString());
    }
}

// Events only: no tree, no types, no JSON.
void Parse()
{
    var events = new Parser(new StringReader(text));
    while (events.MoveNext()) { }
}

static double Milliseconds(Action act)
{
    var watch = Stopwatch.StartNew();
    act();
    return watch.Elapsed.TotalMilliseconds;
}

static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
