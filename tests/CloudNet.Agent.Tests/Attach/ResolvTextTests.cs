using System.Net;
using CloudNet.Agent.Attach;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Attach;

public sealed class ResolvTextTests
{
    private static readonly IPAddress[] Servers = [IPAddress.Parse("10.100.1.1"), IPAddress.Parse("fd00:100:0:1::1")];
    private static readonly string[] Search = ["blue.cloudnet.internal", "cloudnet.internal"];

    [Fact]
    public void The_servers_are_others_and_what_was_there_stays_behind_a_mark() => Assert.Equal("""
        # Written by cloudnet, so that the names of this workload's networks are found. What was here before is behind "#was ".
        search blue.cloudnet.internal cloudnet.internal example.org
        nameserver 10.100.1.1
        nameserver fd00:100:0:1::1
        options ndots:2
        #was # by somebody
        #was domain example.com
        #was search example.org cloudnet.internal
        #was nameserver 192.0.2.1
        #was  options ndots:2
        #was{BLANK}

        """.ReplaceLineEndings("\n").Replace("{BLANK}", " ", StringComparison.Ordinal), ResolvText.Of(
            "# by somebody\ndomain example.com\nsearch example.org cloudnet.internal\nnameserver 192.0.2.1\n options ndots:2\n", "", Servers, Search));

    [Fact]
    public void Without_a_file_the_hosts_own_holds_and_none_is_left() => Assert.Equal("""
        # Written by cloudnet, so that the names of this workload's networks are found. What was here before is behind "#was ".
        search blue.cloudnet.internal cloudnet.internal example.net
        nameserver 10.100.1.1
        options ndots:2
        #was-no-file

        """.ReplaceLineEndings("\n"), ResolvText.Of(null, "search example.net\nnameserver 127.0.0.53", Servers[..1], Search));

    [Fact]
    public void Whatever_was_there_is_put_back_however_often_it_was_written() =>
        Gen.OneOf(Gen.String[Gen.Char[" #\nabsearchnameserver.1"], 0, 60], Gen.Const("#was a\n#was-no-file"), Gen.Const((string)null!)).Sample(before =>
        {
            var once = ResolvText.Of(before, "nameserver 192.0.2.1", Servers, Search);
            Assert.Equal(once, ResolvText.Of(ResolvText.Before(once), "nameserver 192.0.2.1", Servers, Search));
            Assert.Equal(before, ResolvText.Before(once));
            Assert.Equal(before, ResolvText.Before(before));
        });
}
