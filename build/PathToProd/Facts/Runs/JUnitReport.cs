using System.Globalization;
using System.Text;
using System.Xml;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Facts.Runs;

/// <summary>
/// What a run did as JUnit XML, which GitHub's, GitLab's and Jenkins' readers know: a suite for each component, a case for each
/// stage. A failure of a stage is a <c>failure</c>; what was refused, cancelled or had wrong input is an <c>error</c>; what did
/// not run is <c>skipped</c>, with its cause.
/// </summary>
public static class JUnitReport
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Indent = true,
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.Entitize,
        OmitXmlDeclaration = true,
    };

    /// <summary>The document as text, with a line break at its end.</summary>
    public static string Write(RunResult result)
    {
        JUnitSuite[] suites = result.Error is { } error
            ? [JUnitSuite.NotStarted(result, error)]
            :
            [
                .. result.Nodes.Select(node => JUnitSuite.Of(result, node)),
                .. result.Platform is { } platform ? [JUnitSuite.Of(result, platform)] : Array.Empty<JUnitSuite>(),
            ];
        return Write(
            $"{result.Target}{TargetPhrasing.Of(result.Target, result.Environment).Where}",
            suites,
            result.Duration,
            result.Run.Start
        );
    }

    /// <summary>The document of any suites.</summary>
    /// <param name="name">What all of it is called.</param>
    /// <param name="suites">The suites.</param>
    /// <param name="duration">How long all of it took.</param>
    /// <param name="start">When it started; null when that is not known.</param>
    internal static string Write(
        string name,
        IReadOnlyCollection<JUnitSuite> suites,
        TimeSpan duration,
        DateTimeOffset? start
    )
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (var writer = XmlWriter.Create(text, Settings))
        {
            writer.WriteStartElement("testsuites");
            Attribute(writer, "name", name);
            WriteCounts(writer, [.. suites.SelectMany(suite => suite.Cases)], duration);
            foreach (var suite in suites)
            {
                Write(writer, suite, start);
            }

            writer.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void Write(XmlWriter writer, JUnitSuite suite, DateTimeOffset? start)
    {
        writer.WriteStartElement("testsuite");
        Attribute(writer, "name", suite.Name);
        WriteCounts(writer, suite.Cases, suite.Duration);
        if (start is { } at)
        {
            Attribute(
                writer,
                "timestamp",
                at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)
            );
        }

        if (suite.Properties.Length > 0)
        {
            writer.WriteStartElement("properties");
            foreach (var (name, value) in suite.Properties)
            {
                writer.WriteStartElement("property");
                Attribute(writer, "name", name);
                Attribute(writer, "value", value);
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        foreach (var test in suite.Cases)
        {
            Write(writer, suite, test);
        }

        writer.WriteEndElement();
    }

    private static void Write(XmlWriter writer, JUnitSuite suite, JUnitCase test)
    {
        writer.WriteStartElement("testcase");
        Attribute(writer, "classname", suite.Class);
        Attribute(writer, "name", test.Name);
        Attribute(writer, "time", Seconds(test.Duration));
        if (test.Element is { } element)
        {
            writer.WriteStartElement(element);
            Attribute(writer, "message", Prose.FirstLine(test.Message));
            if (element != JUnitCase.Skipped)
            {
                Attribute(writer, "type", test.Type);
                writer.WriteString(Plain(test.Message));
            }

            writer.WriteEndElement();
        }

        if (test.Output.Length > 0)
        {
            writer.WriteElementString("system-out", Plain(test.Output));
        }

        writer.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter writer, IReadOnlyCollection<JUnitCase> cases, TimeSpan duration)
    {
        Attribute(writer, "tests", Count(cases.Count));
        Attribute(writer, "failures", Count(cases.Count(one => one.Element == JUnitCase.Failure)));
        Attribute(writer, "errors", Count(cases.Count(one => one.Element == JUnitCase.Error)));
        Attribute(writer, "skipped", Count(cases.Count(one => one.Element == JUnitCase.Skipped)));
        Attribute(writer, "time", Seconds(duration));
    }

    private static void Attribute(XmlWriter writer, string name, string value) =>
        writer.WriteAttributeString(name, Plain(value));

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan duration) =>
        duration.InSeconds().ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>XML has no way to write most control characters, and none for half a surrogate pair.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in Printable.Lines(text).EnumerateRunes())
        {
            plain.Append(rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString());
        }

        return plain.ToString();
    }
}
