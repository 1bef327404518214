using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Processes;

public class SinkTests
{
    [Test]
    public void The_tail_keeps_the_last_twenty_lines_in_order()
    {
        var tail = new TailSink();
        tail.Write([.. Enumerable.Range(1, 50).Select(line => new OutputLine(OutputSource.Both, $"{line}"))]);
        tail.Lines.ShouldBe(Enumerable.Range(31, 20).Select(line => $"{line}"));
    }

    [Test]
    public void The_tail_cuts_long_lines_and_leaves_out_the_echo()
    {
        var tail = new TailSink();
        tail.Write(new OutputLine(OutputSource.Echo, "$ x"), new OutputLine(OutputSource.Error, new string('x', 5000)));
        tail.Lines.ShouldBe([new string('x', 2000) + "…"]);
    }

    [Test]
    public void The_console_gets_the_prefix_in_front_of_each_line()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        new ConsoleSink(writer, "ingress | ").Write(
            new OutputLine(OutputSource.Output, "a"),
            new OutputLine(OutputSource.Error, "")
        );
        writer.ToString().ShouldBe("ingress | a\ningress | \n");
    }

    [Test]
    public void The_log_file_is_made_with_its_folder_is_appended_to_and_can_be_read_at_once()
    {
        using var folder = new TemporaryFolder();
        var file = folder["logs/ingress/build.log"];
        foreach (var text in (string[])["first ü", "second"])
        {
            using var log = new LogFileSink(file);
            log.Write(new OutputLine(OutputSource.Both, text));
            using var reader = new StreamReader(
                new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
            );
            reader.ReadToEnd().ShouldEndWith(text + "\n");
        }

        File.ReadAllText(file).ShouldBe("first ü\nsecond\n");
    }
}
