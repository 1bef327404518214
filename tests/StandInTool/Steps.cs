using System.Globalization;
using System.Text;

namespace PathToProd.StandInTool;

/// <summary>The steps, one after another.</summary>
internal static class Steps
{
    private static readonly Stream Output = Console.OpenStandardOutput();
    private static readonly Stream Error = Console.OpenStandardError();

    internal static int Run(string[] args)
    {
        var words = new Queue<string>(args);
        while (words.TryDequeue(out var step))
        {
            if (step == "exit")
            {
                return Number(words);
            }

            Do(step, words);
        }

        return 0;
    }

    private static void Do(string step, Queue<string> words)
    {
        switch (step)
        {
            case ",":
                break;
            case "say":
                Write(Output, words.Dequeue() + "\n");
                break;
            case "complain":
                Write(Error, words.Dequeue() + "\n");
                break;
            case "bytes":
                Output.Write(Convert.FromBase64String(words.Dequeue()));
                break;
            case "alternate":
                Alternate(Number(words));
                break;
            case "flood":
                Flood(Number(words), (byte)'\n');
                break;
            case "flood-unbroken":
                Flood(Number(words), (byte)'x');
                break;
            case "describe":
                Output.Write(Description.Of([.. words]));
                words.Clear();
                break;
            case "read":
                Console.OpenStandardInput().CopyTo(Output);
                break;
            case "pid":
                WriteFile(words.Dequeue(), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
                break;
            case "touch":
                WriteFile(words.Dequeue(), "");
                break;
            case "wait-for":
                WaitFor(words.Dequeue());
                break;
            case "trap":
                Signals.Write(words.Dequeue(), obey: false);
                break;
            case "obey":
                Signals.Write(words.Dequeue(), obey: true);
                break;
            case "session":
                Signals.LeaveSession();
                break;
            case "kill-self":
                Signals.Send(Number(words));
                break;
            case "spawn":
                Children.Spawn([.. Enumerable.Range(0, Number(words)).Select(_ => words.Dequeue())]);
                break;
            default:
                throw new ArgumentException($"There is no step '{step}'.", nameof(step));
        }
    }

    internal static void Say(string text) => Write(Output, text + "\n");

    private static int Number(Queue<string> words) => int.Parse(words.Dequeue(), CultureInfo.InvariantCulture);

    private static void Write(Stream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));

    private static void Alternate(int count)
    {
        for (var line = 1; line <= count; line++)
        {
            Write(line % 2 == 1 ? Output : Error, $"line {line}\n");
        }
    }

    private static void Flood(int count, byte last)
    {
        var block = new byte[100_000];
        block.AsSpan().Fill((byte)'x');
        for (var at = 99; at < block.Length; at += 100)
        {
            block[at] = last;
        }

        for (var left = count; left > 0; left -= block.Length)
        {
            Output.Write(block.AsSpan(0, Math.Min(left, block.Length)));
        }
    }

    // A test that waits for the file must never see it half written.
    private static void WriteFile(string path, string text)
    {
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path);
    }

    private static void WaitFor(string path)
    {
        for (var tries = 0; !File.Exists(path); tries++)
        {
            if (tries == 6000)
            {
                Environment.Exit(99);
            }

            Thread.Sleep(10);
        }
    }
}
