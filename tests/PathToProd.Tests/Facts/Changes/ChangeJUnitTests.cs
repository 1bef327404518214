using PathToProd.Facts.Changes;

namespace PathToProd.Tests.Facts.Changes;

public sealed class ChangeJUnitTests
{
    [Test]
    public void A_report_as_JUnit_has_a_suite_for_each_component_and_its_problems() =>
        ChangeJUnit
            .Write(SampleChange.Report)
            .ShouldBe(
                """
                <?xml version="1.0" encoding="utf-8"?>
                <testsuites name="validation" tests="6" failures="1" errors="1" skipped="1" time="244">
                  <testsuite name="ingress" tests="2" failures="1" errors="0" skipped="0" time="15.2">
                    <testcase classname="validation.ingress" name="Build" time="3.2" />
                    <testcase classname="validation.ingress" name="Test" time="12">
                      <failure message="Test of ingress failed with exit code 1." type="failed">Test of ingress failed with exit code 1.</failure>
                      <system-out>--- FAIL: TestIngress
                    want 200, got 503</system-out>
                    </testcase>
                  </testsuite>
                  <testsuite name="notes" tests="1" failures="0" errors="0" skipped="0" time="0">
                    <testcase classname="validation.notes" name="Test" time="0">
                      <system-out>passed in run 20261129-101500-1a2b with the same inputs</system-out>
                    </testcase>
                  </testsuite>
                  <testsuite name="external-dns" tests="1" failures="0" errors="0" skipped="1" time="0">
                    <testcase classname="validation.external-dns" name="Test" time="0">
                      <skipped message="ingress failed" />
                    </testcase>
                  </testsuite>
                  <testsuite name="2026.11.30" tests="1" failures="0" errors="0" skipped="0" time="181">
                    <testcase classname="validation.2026.11.30" name="transition in ci-2" time="181" />
                  </testsuite>
                  <testsuite name="problems" tests="1" failures="0" errors="1" skipped="0" time="0">
                    <testcase classname="validation.problems" name="components/ingress/chart/values.yaml" time="0">
                      <error message="components/ingress/chart/values.yaml(3,5): replicas is not a number; write a whole number" type="wrong-input">components/ingress/chart/values.yaml(3,5): replicas is not a number; write a whole number</error>
                    </testcase>
                  </testsuite>
                </testsuites>

                """
            );

    [Test]
    public void GitLab_gets_three_numbers_of_all_environments() =>
        TerraformWidget.Write(SampleChange.Report.Plans).ShouldBe("{\"create\":1,\"update\":5,\"delete\":1}\n");

    [Test]
    public void GitLab_gets_nothing_when_nothing_was_planned() => TerraformWidget.Write([]).ShouldBeNull();
}
