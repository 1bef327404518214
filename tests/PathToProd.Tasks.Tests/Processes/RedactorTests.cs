using System.Text;
using System.Text.Json.Nodes;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Processes;

public class RedactorTests
{
    [TestCase("hunter2", "pw=hunter2.", "pw=***.")]
    [TestCase("hunter2", "hunter2hunter2 hunter2", "*** ***")]
    [TestCase("hunter2", "HUNTER2 hunter", "HUNTER2 hunter")]
    [TestCase("p@ss w/rd", "u=p%40ss%20w%2Frd", "u=***")]
    [TestCase("p@ss w/rd", "u=p%40ss%20w%2frd", "u=***")]
    [TestCase("p@ss w/rd", "u=p%40ss+w%2Frd", "u=***")]
    [TestCase("say \"hi\"\\now", "{\"a\":\"say \\\"hi\\\"\\\\now\"}", "{\"a\":\"***\"}")]
    [TestCase("  padded\n", "it is padded here", "it is *** here")]
    public void A_secret_is_hidden_in_each_of_its_forms(string secret, string text, string expected) =>
        new Redactor(secret).Hide(text).ShouldBe(expected);

    [TestCase(
        """Error: Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 7, error found in #10 byte of ...|ter2!"},"kind":"|..., bigger context ...|{"data":{"password":"a|bhunter2!"},"kind":"Secret"}|...""",
        """Error: Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 7, error found in #10 byte of ***"""
    )]
    [TestCase(
        "Error: failed to create typed patch object: .data.password: expected string, got &value.valueUnstructured{Value:12345}",
        "Error: failed to create typed patch object: .data.password: expected string, got ***"
    )]
    [TestCase(".spec.paused: expected string, got 1", ".spec.paused: expected string, got 1")]
    public void What_a_server_quotes_of_an_object_that_it_cannot_take_is_hidden(string text, string expected) =>
        new Redactor().Hide(text + "\nnext line").ShouldBe(expected + "\nnext line");

    [TestCase("hunter2!")]
    [TestCase("a longer pass phrase?>")]
    public void Base64_of_a_secret_is_hidden_wherever_it_stands_in_what_was_encoded(string secret)
    {
        var redactor = new Redactor(secret);
        foreach (var before in (string[])["", "u", "us", "use", "user:"])
        {
            var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + secret + ":after"));
            var hidden = redactor.Hide(text);
            hidden.ShouldContain(Redactor.Mask);
            hidden.Replace(Redactor.Mask, "").Length.ShouldBeLessThan(before.Length * 2 + 14);
        }
    }

    [Test]
    public void Base64_without_padding_and_for_addresses_is_hidden()
    {
        const string Secret = "???~~~secret";
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret));
        base64.ShouldStartWith("Pz8/fn5+");
        new Redactor(Secret).Hide(base64.Replace('/', '_').Replace('+', '-').TrimEnd('=')).ShouldBe("***");
    }

    [TestCase("\"s3cr\\\"t\"", true)]
    [TestCase("\"the key s3cr\\\"t is a part\"", true)]
    [TestCase("[1, [\"s3cr\\\"t\"]]", true)]
    [TestCase("{\"a\": {\"b\": \"s3cr\\\"t\"}}", true)]
    [TestCase("{\"s3cr\\\"t\": 1}", true)]
    [TestCase("\"{\\\"password\\\":\\\"s3cr\\\\\\\"t\\\"}\"", true, TestName = "JSON in a text")]
    [TestCase("\"https://user:s3cr%22t@host\"", true)]
    [TestCase("\"dXNlcjpzM2NyInQhIQ==\"", false, TestName = "Too short a part of base64 to be sure of")]
    [TestCase("\"czNjciJ0\"", true, TestName = "All of it in base64")]
    [TestCase("73313", true, TestName = "A secret that is a number")]
    [TestCase("[733, 13]", false)]
    [TestCase("null", false)]
    [TestCase("\"secret\"", false)]
    public void A_secret_is_found_anywhere_in_a_value(string json, bool isIn) =>
        new Redactor("s3cr\"t", "73313").IsIn(JsonNode.Parse(json)).ShouldBe(isIn);

    [Test]
    public void Each_line_of_a_secret_is_hidden() =>
        new Redactor("-----BEGIN KEY-----\r\nAAAA\n-----END KEY-----\n")
            .Hide("x AAAA -----END KEY----- y")
            .ShouldBe("x *** *** y");

    [Test]
    public void Secrets_that_overlap_leave_nothing_between_them()
    {
        var redactor = new Redactor("abcdef", "defghi", "hijk");
        redactor.Hide("<abcdefghijk>").ShouldBe("<***>");
        redactor.Hide("<abcdef defghi>").ShouldBe("<*** ***>");
        redactor.Hide("<abcdefdefghi>").ShouldBe("<***>");
    }

    [Test]
    public void The_longest_of_two_that_start_alike_is_hidden() =>
        new Redactor("abc", "abcdef").Hide("abcdef abcd").ShouldBe("*** ***d");

    [Test]
    public void Values_under_three_characters_are_ignored() =>
        new Redactor("", "a", "ab", "a\nb").Hide("a ab\tabc").ShouldBe("a ab\tabc");

    [Test]
    public void A_value_that_is_added_counts_from_then_on()
    {
        var redactor = new Redactor();
        redactor.Hide("late").ShouldBe("late");
        redactor.Add("late");
        redactor.Hide("late").ShouldBe("***");
    }

    [Test]
    public void A_cut_never_falls_into_a_secret()
    {
        var redactor = new Redactor("secret");
        redactor.CutBefore("0123secret", 4).ShouldBe(4);
        redactor.CutBefore("0123secret", 6).ShouldBe(4);
        redactor.CutBefore("0123secret", 10).ShouldBe(10);
        redactor.CutBefore("secretsecret", 3).ShouldBe(12);
    }
}
