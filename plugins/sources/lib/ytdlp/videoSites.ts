/**
 * Sites whose pages are about a recording and hold none that could be downloaded from its address: yt-dlp knows the way. Other sites are
 * tried as they are first.
 */
const sites = `youtube.com youtu.be youtube-nocookie.com vimeo.com dailymotion.com dai.ly twitch.tv tiktok.com soundcloud.com mixcloud.com
bandcamp.com rumble.com odysee.com bilibili.com b23.tv nicovideo.jp streamable.com loom.com ted.com podcasts.apple.com open.spotify.com
facebook.com fb.watch instagram.com x.com twitter.com reddit.com v.redd.it bitchute.com vk.com ok.ru kick.com`.split(/\s+/u);

export function isVideoSite(url: string): boolean {
	const { hostname } = new URL(url);
	return sites.some((site) => hostname === site || hostname.endsWith(`.${site}`));
}
