using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts.Runs;

/// <summary>The report that GitHub's, GitLab's and Jenkins' readers take.</summary>
public sealed class JUnitReportTests
{
    private static readonly RunId Run = RunId.Of(new DateTimeOffset(2026, 11, 22, 8, 15, 30, TimeSpan.Zero), 0x3fa2);

    private static NodeResult Node(string component, NodeOutcome outcome, params StageResult[] stages) =>
        new()
        {
            Component = component,
            Version = SemVersion.Parse("1.4.0"),
            Outcome = outcome,
            Stages = [.. stages],
        };

    private static StageResult Stage(string name, StageOutcome outcome = StageOutcome.Done, string? note = null) =>
        new(name, TimeSpan.FromSeconds(1.25), outcome, note, $"artifacts/runs/{Run}/x/{name}.log");

    private static RunResult Result(ExitCode exitCode, params NodeResult[] nodes) =>
        new()
        {
            Run = Run,
            Target = RunTarget.Of("Deploy"),
            Environment = "prod",
            Nodes = [.. nodes],
            ExitCode = exitCode,
            Duration = TimeSpan.FromSeconds(12.3456),
            Logs = $"artifacts/runs/{Run}",
        };

    private static RunResult All =>
        Result(
            ExitCode.Cancelled,
            Node(
                "base-network",
                NodeOutcome.Done,
                Stage("Build"),
                Stage("Deploy", note: "attempt 2 of 3, in 2 s, because the connection was refused")
            ) with
            {
                Digest = new Digest("sha256:ab12cd34ef567890"),
                Reason = "base-k8s requires base-network",
            },
            Node("settings", NodeOutcome.Unchanged, Stage("Deploy", StageOutcome.Unchanged, "it is still there")),
            Node(
                "base-k8s",
                NodeOutcome.Failed,
                Stage("Build"),
                Stage("Verify", StageOutcome.Skipped),
                Stage("Deploy", StageOutcome.Failed)
            ) with
            {
                Error =
                    "terraform apply exited with 1.\n  Error: <quota> & \"more\" \u001b[31mred\u001b[0m\nAsk for more.",
            },
            Node("ingress", NodeOutcome.NotRun) with
            {
                Reason = "base-k8s failed",
            },
            Node("dns", NodeOutcome.Refused, Stage("Build"), Stage("Deploy", StageOutcome.Failed)) with
            {
                Error = "Another run is changing dns in prod.",
            },
            Node("broken", NodeOutcome.Failed) with
            {
                Error = "Tasks.cs(3,1): error",
            },
            Node("late", NodeOutcome.Cancelled, Stage("Deploy", StageOutcome.Failed))
        );

    /// <summary>What the readers of the three have in common; none of them publishes a schema of its own.</summary>
    private static readonly string Xsd = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:attributeGroup name="counts">
            <xs:attribute name="name" type="xs:string" use="required"/>
            <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
            <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
            <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
            <xs:attribute name="skipped" type="xs:nonNegativeInteger" use="required"/>
            <xs:attribute name="time" type="xs:decimal" use="required"/>
          </xs:attributeGroup>
          <xs:complexType name="problem">
            <xs:simpleContent><xs:extension base="xs:string">
              <xs:attribute name="message" type="xs:string" use="required"/>
              <xs:attribute name="type" type="xs:string" use="required"/>
            </xs:extension></xs:simpleContent>
          </xs:complexType>
          <xs:element name="testsuites"><xs:complexType>
            <xs:sequence><xs:element name="testsuite" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
              <xs:sequence>
                <xs:element name="properties" minOccurs="0"><xs:complexType><xs:sequence>
                  <xs:element name="property" maxOccurs="unbounded"><xs:complexType>
                    <xs:attribute name="name" type="xs:string" use="required"/>
                    <xs:attribute name="value" type="xs:string" use="required"/>
                  </xs:complexType></xs:element>
                </xs:sequence></xs:complexType></xs:element>
                <xs:element name="testcase" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
                  <xs:sequence>
                    <xs:choice minOccurs="0">
                      <xs:element name="failure" type="problem"/>
                      <xs:element name="error" type="problem"/>
                      <xs:element name="skipped"><xs:complexType>
                        <xs:attribute name="message" type="xs:string" use="required"/>
                      </xs:complexType></xs:element>
                    </xs:choice>
                    <xs:element name="system-out" type="xs:string" minOccurs="0"/>
                  </xs:sequence>
                  <xs:attribute name="classname" type="xs:string" use="required"/>
                  <xs:attribute name="name" type="xs:string" use="required"/>
                  <xs:attribute name="time" type="xs:decimal" use="required"/>
                </xs:complexType></xs:element>
              </xs:sequence>
              <xs:attributeGroup ref="counts"/>
              <xs:attribute name="timestamp" type="xs:dateTime" use="required"/>
            </xs:complexType></xs:element></xs:sequence>
            <xs:attributeGroup ref="counts"/>
          </xs:complexType></xs:element>
        </xs:schema>
        """;

    private static XDocument Parsed(RunResult result)
    {
        var document = XDocument.Parse(JUnitReport.Write(result), LoadOptions.PreserveWhitespace);
        var schemas = new XmlSchemaSet();
        schemas.Add("", XmlReader.Create(new StringReader(Xsd)));
        document.Validate(schemas, (_, problem) => Assert.Fail(problem.Message));
        return document;
    }

    [Test]
    public void The_platform_as_a_whole_is_a_suite_of_its_own()
    {
        var failed = RunSamples.StoodUp with
        {
            ExitCode = ExitCode.Failed,
            Platform = new PlatformResult
            {
                Outcome = NodeOutcome.Failed,
                Steps = [RunSamples.Stage("Health", 301, StageOutcome.Failed)],
                Error = "It is not healthy.",
            },
        };
        var suite = XDocument.Parse(JUnitReport.Write(failed)).Root!.Elements("testsuite").Last();

        ((string?)suite.Attribute("name")).ShouldBe("platform");
        ((string?)suite.Attribute("failures")).ShouldBe("1");
        suite.Element("testcase")!.Element("failure")!.Value.ShouldContain("It is not healthy.");
    }

    [Test]
    public void Each_component_is_a_suite_and_each_stage_a_case()
    {
        Snapshot.Match(JUnitReport.Write(All));
        Parsed(All);
    }

    [Test]
    public void A_run_that_did_not_start_says_why()
    {
        var refused = Result(ExitCode.Refused) with { Error = "prod does not have base-k8s.\nDeploy it first." };

        Parsed(refused)
            .Descendants("error")
            .Single()
            .ToString()
            .ShouldBe(
                "<error message=\"prod does not have base-k8s.\" type=\"refused\">prod does not have base-k8s.\nDeploy it first.</error>"
            );
    }

    [Test]
    public void Counts_agree_with_what_is_there()
    {
        var root = Parsed(All).Root!;

        foreach (var element in root.Elements("testsuite").Prepend(root))
        {
            int Named(string name) => element.Descendants(name).Count();
            var counts = ((string[])["tests", "failures", "errors", "skipped"]).Select(name =>
                (int)element.Attribute(name)!
            );
            counts.ShouldBe([Named("testcase"), Named("failure"), Named("error"), Named("skipped")]);
        }
    }

    [Test]
    public void Whatever_a_message_holds_it_is_XML()
    {
        var all =
            string.Concat(Enumerable.Range(0, 0x300).Select(code => (char)code))
            + "\uD800 \uFFFE \uFFFF ]]> --> \U0001F600";
        var node = Node("a", NodeOutcome.Failed, Stage("Deploy", StageOutcome.Failed, note: all)) with { Error = all };

        var document = Parsed(Result(ExitCode.Failed, node));

        var text = document.Descendants("failure").Single().Value;
        text.ShouldContain("\\u001b");
        text.ShouldContain("]]> --> \U0001F600");
    }

    [Test]
    public void A_thousand_components_are_a_thousand_suites() =>
        Parsed(
            Result(
                ExitCode.Done,
                [.. Enumerable.Range(0, 1000).Select(at => Node($"c{at}", NodeOutcome.Done, Stage("Deploy")))]
            )
        )
            .Root!.Elements("testsuite")
            .Count()
            .ShouldBe(1000);
}
