import { LineChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { ChartTheme } from './chartTheme'

use([LineChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer])

export interface Trend {
  points: { label: string; value: number }[]
  unit: string
  target?: { name: string; value: number }
  from?: number
  to?: number
}

/** Draws a trend into `box` and keeps it as wide as its box; returns the way to take it down. Loaded only when drawn. */
export function drawTrend(box: HTMLElement, trend: Trend, theme: ChartTheme): () => void {
  const font = getComputedStyle(document.documentElement).getPropertyValue('--font').trim()
  const chart = init(box, undefined, { renderer: 'svg' })
  const last = trend.points.length - 1
  const narrow = box.clientWidth < 480 // a phone has no room beside the line
  const words = { color: theme.text, fontSize: 12, fontFamily: font }
  chart.setOption({
    animation: false,
    textStyle: words,
    grid: { left: 8, right: narrow ? 20 : 72, top: 20, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', backgroundColor: theme.surface, borderColor: theme.split, textStyle: words, valueFormatter: (value: unknown) => `${String(value)}${trend.unit}` },
    xAxis: { type: 'category', data: trend.points.map((point) => point.label), boundaryGap: false, axisTick: { show: false }, axisLine: { lineStyle: { color: theme.axis } }, axisLabel: words },
    yAxis: { type: 'value', min: trend.from ?? 0, max: trend.to, interval: trend.to === undefined ? undefined : (trend.to - (trend.from ?? 0)) / 2, splitLine: { lineStyle: { color: theme.split } }, axisLabel: { ...words, formatter: `{value}${trend.unit}` } },
    series: [{
      type: 'line',
      data: trend.points.map((point, at) => ({
        value: point.value,
        label: { show: at === 0 || at === last, position: at === 0 ? [4, -18] : 'bottom', formatter: `{c}${trend.unit}`, color: theme.target, fontSize: 12 },
      })),
      symbol: 'circle', symbolSize: 7, lineStyle: { width: 2, color: theme.line }, itemStyle: { color: theme.surface, borderColor: theme.line, borderWidth: 2 },
      markLine: trend.target
        ? { symbol: 'none', silent: true, lineStyle: { color: theme.target, width: 1.5, type: [5, 3] }, label: { formatter: trend.target.name, position: narrow ? 'insideStartTop' : 'end', color: theme.target, fontSize: 12 }, data: [{ yAxis: trend.target.value }] }
        : undefined,
    }],
  })
  const resized = () => chart.resize()
  window.addEventListener('resize', resized)
  return () => {
    window.removeEventListener('resize', resized)
    chart.dispose()
  }
}
