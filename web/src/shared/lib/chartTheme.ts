/** The look of every chart: no movement, thin lines, the inks of the tokens. */
export const chartTheme = {
  color: ['#4B6FA8', '#0E5B57', '#9C4517', '#5D6966', '#1D3767', '#7F8B87'],
  text: '#43504D',
  axis: '#7F8B87',
  split: '#DAE1DE',
  line: '#1D3767',
  target: '#17211F',
  surface: '#FFFFFF',
}

export type ChartTheme = typeof chartTheme
