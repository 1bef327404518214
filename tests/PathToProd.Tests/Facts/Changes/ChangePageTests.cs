using PathToProd.Facts.Changes;

namespace PathToProd.Tests.Facts.Changes;

/// <summary>A report as reviewers read it.</summary>
public sealed class ChangePageTests
{
    [Test]
    public void A_page_says_what_failed_what_is_not_known_what_would_change_and_what_was_reused() =>
        ChangePage
            .Comment(SampleChange.Report, PageLimit.GitHubComment)
            .ShouldBe(
                """
                <!-- path-to-prod:validation -->
                ## Validation failed

                01234567, compared with 89abcdef: 3 components are affected; it took 4 min 4 s. [The job](https://ci.example.com/jobs/7).

                ### Failed

                #### ingress: Test

                ```text
                Test of ingress failed with exit code 1.
                ```

                Last lines:

                ```text
                --- FAIL: TestIngress
                    want 200, got 503
                ```

                Log: artifacts/runs/20261130-081530-3fa2/ingress/Test.log


                ### Problems

                | Where | What | How to fix |
                | --- | --- | --- |
                | components/ingress/chart/values.yaml(3,5) | replicas is not a number | write a whole number |

                ### Not verified

                | What | Why |
                | --- | --- |
                | the cloud layer of base-network | no environment with a cloud account is there |

                ### Plans

                | Environment | Create | Update | Delete | Not known |
                | --- | --- | --- | --- | --- |
                | staging | 1 | 2 | 0 | 1 |
                | prod | 0 | 3 | 1 | 0 |

                ### Affected

                | Component | Why |
                | --- | --- |
                | ingress | components/ingress/chart/values.yaml was changed |
                | external-dns | requires ingress, which is affected |
                | notes | platform.yaml: stages.test.timeout was changed |

                ### What ran

                | Component | Step | Environment | Result | Time | Note |
                | --- | --- | --- | --- | --- | --- |
                | ingress | Build |  | passed | 3.2 s |  |
                | ingress | Test |  | failed | 12 s |  |
                | external-dns | Test |  | not run |  | ingress failed |
                | 2026.11.30 | transition | ci-2 | passed | 3 min 1 s |  |

                ### What was reused

                | Component | Step | Environment | By which evidence |
                | --- | --- | --- | --- |
                | notes | Test |  | passed in run 20261129-101500-1a2b with the same inputs |

                """
            );

    [Test]
    public void A_change_that_passed_and_affects_nothing_is_three_lines() =>
        ChangePage
            .Text(
                new ChangeReport
                {
                    Name = "validation",
                    Verdict = ChangeVerdict.Passed,
                    Head = SampleChange.Head,
                },
                PageLimit.None
            )
            .ShouldBe("## Validation passed\n\n01234567: no component is affected.\n");

    [TestCase(4_000, false)]
    [TestCase(65_536, false)]
    [TestCase(65_536, true)]
    [TestCase(1_000_000, false)]
    [TestCase(1_048_576, true)]
    public void A_page_that_would_be_too_long_is_cut_between_rows_and_every_part_says_how_much_is_missing(
        int most,
        bool countsBytes
    )
    {
        var report = Large(20_000, "ü");
        var limit = new PageLimit(most, countsBytes);

        var page = ChangePage.Comment(report, limit);

        limit.Of(page).ShouldBeLessThanOrEqualTo(most);
        (most / 2).ShouldBeLessThan(limit.Of(page) + most / 3, "most of the room is used");
        foreach (var title in (string[])["Failed", "Problems", "Not verified", "Affected", "What ran"])
        {
            page.ShouldContain($"\n### {title}\n");
        }

        page.Split('\n')
            .Count(line =>
                line.EndsWith(
                    " more** would make this page too long; they are in [the log of the job](https://ci.example.com/jobs/7).",
                    StringComparison.Ordinal
                )
            )
            .ShouldBe(5);
        page.Split('\n')
            .Count(line => line.StartsWith("```", StringComparison.Ordinal))
            .ShouldSatisfyAllConditions(fences => (fences % 2).ShouldBe(0, "no fence stays open"));
        page.Split('\n').Where(line => line.StartsWith('|')).ShouldAllBe(line => line.EndsWith('|'));
        page.ShouldEndWith("\n");
    }

    [TestCase("@alice and @org/team", "@&#8203;alice and @&#8203;org/team")]
    [TestCase("fixes #12, !7, %3 and ~bug", "fixes #&#8203;12, !&#8203;7, %&#8203;3 and \\~bug")]
    [TestCase("<img src=x onerror=alert(1)>", "\\<img src=x onerror=alert(1)>")]
    [TestCase("[click](javascript:alert(1))", "\\[click\\](javascript:alert(1))")]
    [TestCase("https://evil.example.com", "https:&#8203;//evil.example.com")]
    [TestCase("www.evil.example.com", "www&#8203;.evil.example.com")]
    [TestCase("a | b\n| c", "a \\| b \\| c")]
    [TestCase("`code` **bold** _it_", "\\`code\\` \\*\\*bold\\*\\* \\_it\\_")]
    [TestCase("&lt;script&gt;", "&amp;lt;script&amp;gt;")]
    [TestCase("\u202Egnp.exe \u001b[2J", "\\\\u202egnp.exe \\\\u001b\\[2J")]
    public void Text_of_strangers_marks_up_nothing_and_calls_no_one(string hostile, string harmless) =>
        ChangePage
            .Text(
                SampleChange.Report with
                {
                    Failures = [],
                    Problems = [],
                    NotVerified = [new(hostile, "why")],
                },
                PageLimit.None
            )
            .ShouldContain($"\n| {harmless} | why |\n");

    [Test]
    public void A_message_cannot_leave_its_fence_and_is_no_command_of_GitLab()
    {
        var page = ChangePage.Text(
            SampleChange.Report with
            {
                Failures =
                [
                    new("a", "Test", "```\n</pre>\n/merge\n  /approve\n````\n<!-- path-to-prod:validation -->", []),
                ],
            },
            PageLimit.None
        );

        page.ShouldContain(
            "\n`````text\n```\n</pre>\n\u200B/merge\n\u200B  /approve\n````\n<!-- path-to-prod:validation -->\n`````\n"
        );
    }

    [Test]
    public void A_long_message_is_cut_to_its_first_line_and_its_last_ones()
    {
        string[] lines = ["Test of a failed:", .. Enumerable.Range(1, 100).Select(number => $"line {number}")];

        ChangePage
            .Text(
                SampleChange.Report with
                {
                    Failures = [new("a", "Test", string.Join('\n', lines), [])],
                },
                PageLimit.None
            )
            .ShouldContain(
                $"#### a: Test\n\n```text\nTest of a failed:\n... 81 lines are left out\n{string.Join('\n', lines[^19..])}\n```\n"
            );
    }

    [Test]
    public void A_comment_is_known_by_its_first_line_alone()
    {
        var comment = ChangePage.Comment(SampleChange.Report, PageLimit.None);

        ChangeMarker.Marks("validation", comment).ShouldBeTrue();
        ChangeMarker.Marks("certification", comment).ShouldBeFalse();
        ChangeMarker.Marks("validation", $"> {comment}").ShouldBeFalse();
    }

    [TestCase("javascript:alert(1)")]
    [TestCase("https://user:secret@example.com/")]
    [TestCase("not an address")]
    [TestCase("file:///etc/passwd")]
    public void A_link_that_is_not_the_address_of_a_page_is_left_out(string link) =>
        ChangePage.Text(SampleChange.Report with { Link = link }, PageLimit.None).ShouldNotContain("[The job]");

    private static ChangeReport Large(int count, string letter)
    {
        var text = string.Concat(Enumerable.Repeat(letter, 40));
        return SampleChange.Report with
        {
            Failures =
            [
                .. Enumerable
                    .Range(0, count / 10)
                    .Select(number => new ChangeFailure(
                        $"c{number}",
                        "Test",
                        string.Join('\n', Enumerable.Repeat(text, 20)),
                        [" `````"]
                    )),
            ],
            Problems =
            [
                .. Enumerable.Range(1, count).Select(line => new ChangeProblem("a.yaml", line, 1, text, "fix it")),
            ],
            NotVerified = [.. Enumerable.Range(0, count).Select(number => new NotVerified($"{number}", text))],
            Affected = [.. Enumerable.Range(0, count).Select(number => new ChangedComponent($"c{number}", [text]))],
            Steps =
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(number => new ChangeStep($"c{number}", "Test", StepOutcome.Passed, 1)),
            ],
            Plans = [],
        };
    }
}
